package io.hakko.delivery.domain;

import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 受領書: one per card (A-RCP-03).
 *
 * @param arrivedOn the day it arrived, whenever it was typed in
 * @param lastDay last day on which it would have arrived in time (D-04)
 * @param decision what the manager decided about a late one
 */
public record Receipt(
        CardNumber cardNumber,
        LocalDate arrivedOn,
        LocalDate lastDay,
        Channel channel,
        Actor recordedBy,
        Instant recordedAt,
        Optional<LateDecision> decision) {

    public Receipt {
        if (decision.isPresent() && !arrivedOn.isAfter(lastDay)) {
            throw new IllegalArgumentException("a receipt in time needs no decision");
        }
    }

    /** Whether it arrived after the last day. */
    public boolean late() {
        return arrivedOn.isAfter(lastDay);
    }

    /** How the receipt came (A-RCP-04). */
    public enum Channel {
        PAPER("紙の受領書");

        private final String label;

        Channel(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 期限判断 of a manager (D-04). */
    public record LateDecision(boolean accepted, String reason, Actor by, Instant at) {}
}
