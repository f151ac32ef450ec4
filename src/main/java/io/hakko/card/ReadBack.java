package io.hakko.card;

import io.hakko.ca.IssuedCertificate;
import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardReading;
import io.hakko.card.domain.CardSlot;
import io.hakko.card.domain.Personalization;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Der;
import io.hakko.shared.Violation;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands on the card in the reader, beside what should stand there.
 *
 * @param violations at {@code /verdict}: why the card cannot pass
 */
record ReadBack(
        Optional<ChipSerial> chip, Optional<CardNumber> number, Optional<Der> certificate, List<Violation> violations) {

    private static final String FIELD = "/verdict";

    /** Reads the card in the reader and compares it byte for byte. */
    static ReadBack of(CardSlot reader, Personalization card, IssuedCertificate issued) {
        List<Violation> violations = new ArrayList<>();
        if (issued.isRevoked()) {
            violations.add(Violation.at(
                    FIELD, CardRefusal.CERTIFICATE_REVOKED, issued.serial().hex()));
        }
        try (CardReading session = reader.open()) {
            ChipSerial chip = session.chip();
            if (!chip.equals(card.chip())) {
                violations.add(Violation.at(
                        FIELD, CardRefusal.OTHER_CARD, chip.value(), card.chip().value()));
                return new ReadBack(Optional.of(chip), Optional.empty(), Optional.empty(), List.copyOf(violations));
            }
            Optional<CardNumber> number = session.number();
            if (!number.equals(Optional.of(card.number()))) {
                violations.add(Violation.at(FIELD, CardRefusal.NUMBER_DIFFERS));
            }
            Optional<Der> certificate =
                    session.certificate().filter(der -> der.length > 0).map(Der::of);
            if (!certificate.equals(Optional.of(issued.der()))) {
                violations.add(Violation.at(FIELD, CardRefusal.CERTIFICATE_DIFFERS));
            }
            return new ReadBack(Optional.of(chip), number, certificate, List.copyOf(violations));
        } catch (CardFault fault) {
            CardRefusal code = fault.kind() == CardFault.Kind.ABSENT ? CardRefusal.NO_CARD : CardRefusal.UNREADABLE;
            violations.add(Violation.at(FIELD, code));
            return new ReadBack(Optional.empty(), Optional.empty(), Optional.empty(), List.copyOf(violations));
        }
    }

    /** Subject of the certificate on the card, as it stands there; empty when it is none. */
    Optional<String> subject() {
        return certificate.flatMap(ReadBack::subjectOf);
    }

    private static Optional<String> subjectOf(Der der) {
        try {
            X509Certificate read = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der.bytes()));
            return Optional.of(read.getSubjectX500Principal().toString());
        } catch (CertificateException noCertificate) {
            return Optional.empty();
        }
    }
}
