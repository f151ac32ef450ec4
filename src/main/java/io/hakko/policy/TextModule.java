package io.hakko.policy;

/**
 * A text that a clerk picks for a letter.
 *
 * @param code stable code
 * @param rule rule id
 * @param label Japanese name in the list
 * @param text Japanese sentence in the letter
 */
public record TextModule(String code, String rule, String label, String text) {

    public TextModule {
        Impossible.matching("text module", code, "[A-Z][A-Z0-9_]{1,39}");
        Impossible.matching("rule of " + code, rule, RuleId.FORM);
        Impossible.text("label of " + code, label);
        Impossible.text("text of " + code, text);
    }
}
