package io.hakko.card.domain;

import io.hakko.shared.CardNumber;

/**
 * A card, and the version of its entry in the ledger from which the next step is made.
 */
public record CardStep(CardNumber number, int version) {}
