package io.hakko.card.domain;

import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import java.util.Optional;

/**
 * A spoiled card that was not destroyed before two persons yet.
 *
 * @param settled whether its certificate, if there was one, is revoked
 * @param destroyedBy who destroyed it
 */
public record SpoiledCard(
        CardNumber number,
        ChipSerial chip,
        BoxNumber box,
        String reason,
        boolean settled,
        Optional<String> destroyedBy) {}
