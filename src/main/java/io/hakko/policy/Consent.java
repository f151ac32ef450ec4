package io.hakko.policy;

import java.util.List;

/**
 * What an applicant agrees to before applying (A-GEN-05).
 *
 * @param version version of the terms, recorded with the application
 * @param notices statutory notices (重要事項の告知)
 */
public record Consent(String version, List<Notice> notices) {

    /** One notice. */
    public record Notice(String rule, String text) {
        public Notice {
            Impossible.matching("rule of a notice", rule, RuleId.FORM);
            Impossible.text("text of the notice " + rule, text);
        }
    }

    public Consent {
        Impossible.text("version of the terms", version);
        notices = Impossible.some("notices", notices);
    }
}
