package io.hakko.story;

import io.hakko.shared.RefusalCode;

/** Why a story cannot be played. */
public enum StoryRefusal implements RefusalCode {
    UNKNOWN_STORY("story.unknown"),
    NO_TEMPLATE("story.noTemplate"),
    START_DATE("story.startDate"),
    FILE_UNREADABLE("story.fileUnreadable"),
    FILE_NOT_JSON("story.fileNotJson"),
    OUT_NOT_A_FOLDER("story.outNotAFolder"),
    PAPER_DEFICIENT("story.paperDeficient"),
    PAPER_MISSING("story.paperMissing");

    private final String key;

    StoryRefusal(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
