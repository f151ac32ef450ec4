package io.hakko.policy;

import io.hakko.shared.JisRepertoire;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the layout of a name: {@code C=JP}, {@code CN={ROMAJI_NAME}} or {@code SERIALNUMBER={APPLICATION_NUMBER}}. A part
 * whose item a certificate does not record is left out of its name.
 *
 * @param field attribute
 * @param value text that always stands there, or the item in braces
 */
public record NamePart(NameField field, String value) {

    /** What makes a subject unique among people of one name (RFC 5280 section 4.1.2.6). */
    static final String APPLICATION_NUMBER = "{APPLICATION_NUMBER}";

    private static final Pattern FORM = Pattern.compile("([A-Z]+)=(.+)");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    public NamePart {
        if (field == NameField.C) {
            Impossible.matching("country of a name", value, COUNTRY.pattern());
        } else if (isText(value)) {
            Impossible.text("text of " + field, value);
            Impossible.unless(
                    !value.contains("{") && !value.contains("}"),
                    "%s has a part '%s', write a text or one item in braces",
                    field,
                    value);
            Impossible.unless(
                    value.codePointCount(0, value.length()) <= field.limit(),
                    "%s holds %d characters, not '%s'",
                    field,
                    field.limit(),
                    value);
            Impossible.unless(
                    JisRepertoire.firstOutside(value).isEmpty(), "%s has a character outside JIS X 0208", value);
        } else if (!value.equals(APPLICATION_NUMBER)) {
            String name = value.substring(1, value.length() - 1);
            Impossible.unless(
                    Arrays.stream(RecordedItem.values()).anyMatch(i -> i.name().equals(name)),
                    "%s is no item of a certificate",
                    name);
        }
    }

    static NamePart parse(String text) {
        Matcher matcher = FORM.matcher(text);
        Impossible.unless(matcher.matches(), "'%s' is no part of a name, write CN={ROMAJI_NAME} or C=JP", text);
        String word = matcher.group(1);
        NameField field = Arrays.stream(NameField.values())
                .filter(f -> f.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is no attribute of a name, only %s".formatted(word, Arrays.toString(NameField.values()))));
        return new NamePart(field, matcher.group(2));
    }

    /** The recorded item that stands there. */
    public Optional<RecordedItem> item() {
        return isText(value) || isApplicationNumber()
                ? Optional.empty()
                : Optional.of(RecordedItem.valueOf(value.substring(1, value.length() - 1)));
    }

    /** Whether the application number stands there. */
    public boolean isApplicationNumber() {
        return value.equals(APPLICATION_NUMBER);
    }

    /** Whether the same text always stands there. */
    public boolean isText() {
        return isText(value);
    }

    private static boolean isText(String value) {
        return !(value.startsWith("{") && value.endsWith("}"));
    }
}
