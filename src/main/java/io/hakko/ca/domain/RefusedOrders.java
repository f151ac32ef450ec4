package io.hakko.ca.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import java.time.Instant;

/** Where it is kept that an order to issue was refused. */
public interface RefusedOrders {

    /**
     * Enters a refusal.
     *
     * @param codes why, without what the order says about its holder
     * @return false when the same order was refused for the same before: a station asks again and again
     */
    boolean enter(ApplicationNumber application, CardNumber card, String publicKeySha256, String codes, Instant at);
}
