package io.hakko.revocation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reason of refusal that a person has chosen. */
record RefusalRow(@Nullable String code) {

    /** The codes, in their order; a row without choice stays, so that its message finds it. */
    static List<String> codes(@Nullable List<RefusalRow> rows) {
        return rows == null
                ? List.of()
                : rows.stream().map(row -> row.code() == null ? "" : row.code()).toList();
    }
}
