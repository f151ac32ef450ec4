package io.hakko.card;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the inspector sees: the issued certificate beside what the server read from the card in the reader.
 *
 * @param holder name in romaji, as it stands on the card
 * @param inserted card in the reader
 * @param readNumber card number read from the card
 * @param readSha256 SHA-256 of the certificate read from the card, hex
 * @param readSubject subject of the certificate read from the card
 * @param violations why the card cannot pass; empty when everything is the same
 */
public record InspectionSheet(
        ApplicationNumber application,
        CardNumber number,
        String holder,
        ChipSerial chip,
        CertificateSerial serial,
        Instant notBefore,
        Instant notAfter,
        String issuedSha256,
        String reader,
        Optional<ChipSerial> inserted,
        Optional<CardNumber> readNumber,
        Optional<String> readSha256,
        Optional<String> readSubject,
        List<Violation> violations) {}
