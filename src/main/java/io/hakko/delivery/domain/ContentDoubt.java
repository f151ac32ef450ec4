package io.hakko.delivery.domain;

import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * 内容の疑義: the holder doubts what the certificate says (B-RCP-01, B-RCP-03). The stages of the receipt stand still from
 * the day it was reported until the reply has arrived (D-01, D-05).
 *
 * @param times 1 for the first doubt about this card
 * @param reportedOn day on which the holder reported it
 * @param late whether it came after the last day for it
 * @param text what the holder says
 * @param verdict what the reviewer found; empty as long as he investigates
 * @param answeredOn deemed arrival of the reply
 */
public record ContentDoubt(
        CardNumber cardNumber,
        int times,
        LocalDate reportedOn,
        Channel channel,
        boolean late,
        String text,
        Actor recordedBy,
        Instant recordedAt,
        Optional<Verdict> verdict,
        Optional<LocalDate> answeredOn) {

    /** How the holder reported it. */
    public enum Channel {
        PHONE("電話"),
        POST("郵便"),
        FAX("FAX"),
        MAIL("電子メール"),
        COUNTER("窓口");

        private final String label;

        Channel(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Whether the content of the certificate is right. */
    public enum Finding {
        /** Right; the doubt is cleared up. */
        CLEARED,
        /** Wrong: mis-issue. */
        WRONG
    }

    /**
     * What the reviewer found.
     *
     * @param reason why, for the trail
     * @param reply what the holder is answered; empty when the content is wrong
     */
    public record Verdict(Finding finding, String reason, String reply, Actor by, Instant at) {

        @Override
        public String toString() {
            return "Verdict[" + finding + "]";
        }
    }

    /** The reply arrived on this day. */
    public ContentDoubt answered(LocalDate arrival) {
        return new ContentDoubt(
                cardNumber,
                times,
                reportedOn,
                channel,
                late,
                text,
                recordedBy,
                recordedAt,
                verdict,
                Optional.of(arrival));
    }

    /** For how many days the stages stood still; zero as long as the reply has not arrived. */
    public long daysStoodStill() {
        return answeredOn
                .map(day -> Math.max(0, ChronoUnit.DAYS.between(reportedOn, day)))
                .orElse(0L);
    }

    @Override
    public String toString() {
        return "ContentDoubt[" + cardNumber + ", " + times + "]";
    }
}
