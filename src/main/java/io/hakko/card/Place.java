package io.hakko.card;

import io.hakko.card.domain.CardSlot;

/**
 * Where a person handles cards.
 *
 * @param station name of the station
 * @param reader its reader
 */
public record Place(String station, CardSlot reader) {}
