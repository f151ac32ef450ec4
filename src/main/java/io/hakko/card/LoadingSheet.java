package io.hakko.card;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ChipSerial;
import java.util.List;
import java.util.Optional;

/**
 * What the issuer sees when loading a card.
 *
 * @param product Japanese name of the product
 * @param holder name in romaji, as it will stand on the card
 * @param inserted card in the reader
 * @param blank whether that card is blank and its chip was never used
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
        List<String> spoiled) {}
