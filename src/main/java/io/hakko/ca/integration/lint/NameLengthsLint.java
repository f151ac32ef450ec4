package io.hakko.ca.integration.lint;

import io.hakko.ca.domain.NameAttribute;
import java.util.Arrays;
import java.util.stream.Stream;

/** No attribute of a name is longer than its upper bound (ub-*). */
final class NameLengthsLint implements Lint {

    @Override
    public String id() {
        return "nameLengths";
    }

    @Override
    public String source() {
        return "RFC 5280 A.1";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return Stream.concat(specimen.subject().stream(), specimen.alternativeName().stream())
                .allMatch(attribute -> length(attribute) <= limit(attribute.oid()));
    }

    private static int length(Specimen.Attribute attribute) {
        return attribute.text().codePointCount(0, attribute.text().length());
    }

    private static int limit(String oid) {
        return Arrays.stream(NameAttribute.Type.values())
                .filter(type -> type.oid().equals(oid))
                .mapToInt(NameAttribute.Type::limit)
                .findFirst()
                .orElse(0);
    }
}
