package io.hakko.policy;

/**
 * Something a reviewer checks by eye.
 *
 * @param code stable code
 * @param rule rule id
 * @param label what is checked, in Japanese
 * @param when to which applications it applies
 */
public record ChecklistItem(String code, String rule, String label, Scope when) {

    public ChecklistItem {
        Impossible.matching("checklist item", code, "[A-Z][A-Z0-9_]{1,39}");
        Impossible.matching("rule of " + code, rule, RuleId.FORM);
        Impossible.text("label of " + code, label);
    }
}
