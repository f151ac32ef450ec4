package io.hakko.ca.integration.lint;

import io.hakko.ca.domain.NameAttribute;
import java.util.List;

/** Compares names. */
final class Attributes {

    private Attributes() {}

    static boolean same(List<Specimen.Attribute> read, List<NameAttribute> meant) {
        return read.stream()
                .map(attribute -> attribute.oid() + "=" + attribute.text())
                .toList()
                .equals(meant.stream()
                        .map(attribute -> attribute.type().oid() + "=" + attribute.value())
                        .toList());
    }
}
