package io.hakko.review.domain;

/**
 * What decides which papers an application needs (RULES section 6).
 *
 * @param requirements rows of the decision table that count, as the service profile says
 * @param companyKind kind of company
 * @param agent whether an agent receives the card
 * @param formerName whether the former name is recorded
 * @param romajiAddress whether the home address is recorded in romaji
 * @param power whether a power of representation is recorded
 */
public record CaseFacts(
        String requirements,
        String companyKind,
        boolean agent,
        boolean formerName,
        boolean romajiAddress,
        boolean power) {}
