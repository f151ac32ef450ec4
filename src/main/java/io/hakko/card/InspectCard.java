package io.hakko.card;

/**
 * Verdict of the inspection.
 *
 * @param passed the card is good; the server then reads it back itself
 * @param reason why it is not; empty when it passed
 */
public record InspectCard(boolean passed, String reason) {}
