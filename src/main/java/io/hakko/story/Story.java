package io.hakko.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.policy.ServiceProfile;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The stories, each named by how it ends. */
enum Story {
    /** Everything is in order; the receipt comes in a week. */
    HAPPY("happy", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.received();
        }
    },

    /** A paper is deficient; the applicant is asked to correct it and does; then as above. */
    DEFICIENT_CORRECTED("deficient-corrected", false) {
        @Override
        void play(CasePlay play) {
            play.foundDeficient();
            play.corrected();
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.received();
        }

        @Override
        void adapt(ObjectNode form, ServiceProfile profile, LocalDate arrival) {
            PapersOfStory.age(form, profile, arrival);
        }
    },

    /** Nobody confirms the receipt: reminder, then revocation by the timer. */
    UNRECEIVED("unreceived", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.waitedForReceiptInVain();
        }
    },

    /** The receipt arrives after its last day, before the consequence; a manager accepts it. */
    LATE_RECEIPT("late-receipt", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.receivedLateAndAccepted();
        }
    },

    /** The holder doubts the content: reminder and revocation stand still until it is cleared up; then the receipt comes. */
    CONTENT_DOUBT("content-doubt", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.doubted();
            play.clearedUp();
            play.received();
        }
    },

    /** The parcels come back, are sent again and are received in time. */
    RETURNED_MAIL("returned-mail", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.cameBack();
            play.sentAgain();
            play.received();
        }
    };

    private final String title;
    private final boolean papersMustBeComplete;

    Story(String title, boolean papersMustBeComplete) {
        this.title = title;
        this.papersMustBeComplete = papersMustBeComplete;
    }

    /** As on the command line. */
    String title() {
        return title;
    }

    /** Whether the story cannot go on with a deficient paper. */
    boolean papersMustBeComplete() {
        return papersMustBeComplete;
    }

    abstract void play(CasePlay play);

    /** Makes the invented application fit the story. */
    void adapt(ObjectNode form, ServiceProfile profile, LocalDate arrival) {}

    static Optional<Story> of(String title) {
        return Arrays.stream(values())
                .filter(story -> story.title.equals(title))
                .findFirst();
    }

    static String titles() {
        return Arrays.stream(values()).map(Story::title).collect(Collectors.joining(", "));
    }
}
