package io.hakko.ca.domain;

import io.hakko.shared.JisRepertoire;
import io.hakko.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Only characters of JIS X 0208 in Japanese items (A-CHR-01), only those of PrintableString in romaji. */
final class RepertoireValidator implements Validator {

    private static final String PRINTABLE_SIGNS = " '()+,-./:=?";

    @Override
    public List<Violation> check(CertificateDraft draft, IssuanceRequest request) {
        List<Violation> found = new ArrayList<>();
        request.items()
                .forEach((item, text) -> firstOutside(item, text)
                        .ifPresent(c -> found.add(
                                Violation.at(item.pointer(), CaRefusal.CHARACTER_NOT_ALLOWED, Character.toString(c)))));
        return found;
    }

    private static OptionalInt firstOutside(Item item, String text) {
        return switch (item.script()) {
            case JAPANESE -> JisRepertoire.firstOutside(JisRepertoire.canonical(text));
            case ROMAJI -> text.codePoints().filter(c -> !isPrintable(c)).findFirst();
        };
    }

    private static boolean isPrintable(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || PRINTABLE_SIGNS.indexOf(c) >= 0;
    }
}
