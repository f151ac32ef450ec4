package io.hakko.ca.domain;

import io.hakko.shared.RefusalCode;

/**
 * A certificate was not signed because it does not keep a lint.
 *
 * @param lint id of the lint; its message is {@code ca.lint.<id>}
 */
public record LintRefusal(String lint) implements RefusalCode {
    @Override
    public String key() {
        return "ca.lint." + lint;
    }
}
