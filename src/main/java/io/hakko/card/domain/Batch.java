package io.hakko.card.domain;

import java.time.Instant;

/**
 * Cards of one service and product that are made in one run.
 *
 * @param profile id of the service profile
 * @param product code of the product
 * @param maker the issuer who makes them, and signs for them
 */
public record Batch(BatchNumber number, String profile, String product, String maker, Instant openedAt) {}
