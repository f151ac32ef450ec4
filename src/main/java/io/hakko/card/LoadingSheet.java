package io.hakko.card;

import io.hakko.card.domain.BoxNumber;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Violation;
import java.util.List;
import java.util.Optional;

/**
 * What the issuer sees when loading a card.
 *
 * @param product Japanese name of the product
 * @param holder name in romaji, as it will stand on the card
 * @param inserted card in the reader
 * @param blank whether that card is blank, its chip was never used, and this station may use it
 * @param objection why the stock forbids an unused blank
 * @param box the box that this station takes its blanks from
 * @param spoiled why earlier cards of this application were spoiled
 */
public record LoadingSheet(
        ApplicationNumber application,
        String service,
        String product,
        String holder,
        String reader,
        Optional<ChipSerial> inserted,
        boolean blank,
        Optional<Violation> objection,
        Optional<BoxNumber> box,
        List<String> spoiled) {}
