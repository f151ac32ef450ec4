package io.hakko.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which layouts of names a certificate can have. */
final class NameLayouts {

    /** Items in Japanese; they stand in subjectAltName, the subject is written in romaji (A-GEN-04). */
    private static final Set<RecordedItem> JAPANESE = Set.of(
            RecordedItem.NAME,
            RecordedItem.COMPANY_NAME,
            RecordedItem.HEAD_OFFICE,
            RecordedItem.POWER_OF_REPRESENTATION);

    private static final String PRINTABLE = "[A-Za-z0-9 '()+,./:=?-]*";

    private NameLayouts() {}

    static List<NamePart> checkedSubject(List<NamePart> subject) {
        List<NamePart> checked = checked("subject", subject);
        Impossible.unless(
                checked.stream().anyMatch(NamePart::isApplicationNumber),
                "the subject has no %s: two people of one name would have one subject",
                NamePart.APPLICATION_NUMBER);
        for (NamePart part : checked) {
            part.item()
                    .ifPresent(item -> Impossible.unless(
                            !JAPANESE.contains(item), "the subject is in romaji, %s belongs in alternativeName", item));
            Impossible.unless(
                    !part.isText() || part.value().matches(PRINTABLE),
                    "the subject is in romaji, '%s' is no PrintableString",
                    part.value());
        }
        return checked;
    }

    static List<NamePart> checkedAlternativeName(List<NamePart> alternativeName) {
        return checked("alternativeName", alternativeName);
    }

    private static List<NamePart> checked(String name, List<NamePart> parts) {
        List<NamePart> checked = Impossible.unique(
                name, Impossible.some(name, parts), part -> part.field().name());
        Impossible.unless(
                checked.stream().anyMatch(part -> part.field() == NameField.C), "%s does not say the country", name);
        return checked;
    }

    /** Whatever is recorded has its one place, and nothing else has one. */
    static void checkPlaces(
            List<NamePart> subject,
            List<NamePart> alternativeName,
            List<RecordedItem> always,
            List<RecordedItem> onRequest) {
        List<RecordedItem> places = Stream.concat(subject.stream(), alternativeName.stream())
                .flatMap(part -> part.item().stream())
                .toList();
        Impossible.unique("the layout of the names", places, RecordedItem::name);
        for (RecordedItem item : places) {
            Impossible.unless(
                    always.contains(item) || onRequest.contains(item), "%s has a place but is never recorded", item);
        }
        Stream.concat(always.stream(), onRequest.stream())
                .forEach(item -> Impossible.unless(places.contains(item), "%s is recorded but has no place", item));
        for (RecordedItem item : List.of(RecordedItem.NAME, RecordedItem.ROMAJI_NAME)) {
            Impossible.unless(always.contains(item), "a certificate always records %s", item);
        }
    }
}
