package io.hakko.delivery.domain;

import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 返戻: a parcel that the post office brought back (A-DLV-05).
 *
 * @param times 1 for the first time that this parcel came back
 * @param postedOn day on which it had been posted
 * @param trackingNumber number it had been posted with
 * @param returnedOn day on which it came back
 * @param slip what the post office wrote on it
 * @param finding what was found out; empty until somebody has
 */
public record ReturnedParcel(
        CardNumber cardNumber,
        ParcelContent content,
        int times,
        LocalDate postedOn,
        Optional<TrackingNumber> trackingNumber,
        LocalDate returnedOn,
        Slip slip,
        Actor recordedBy,
        Instant recordedAt,
        Optional<Finding> finding) {

    public ReturnedParcel {
        if (returnedOn.isBefore(postedOn)) {
            throw new IllegalArgumentException("a parcel does not come back before it was posted");
        }
    }

    /** Why it came back, as the post office says. */
    public enum Slip {
        STORAGE_ENDED("保管期間経過"),
        ADDRESS_UNKNOWN("あて所に尋ねあたりません"),
        REFUSED("受取拒絶"),
        OTHER("その他");

        private final String label;

        Slip(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Why it came back, as was found out. */
    public enum Cause {
        ABSENCE("不在のため受け取れなかった"),
        ADDRESS("宛先の書き方に不備があった"),
        REFUSAL("受取りを断った"),
        UNKNOWN("分からない");

        private final String label;

        Cause(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * What was found out.
     *
     * @param holderReached whether the holder can receive it now, so that it can be sent again
     * @param note what was heard
     */
    public record Finding(Cause cause, boolean holderReached, String note, Actor by, Instant at) {

        @Override
        public String toString() {
            return "Finding[" + cause + "]";
        }
    }
}
