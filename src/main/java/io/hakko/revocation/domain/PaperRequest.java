package io.hakko.revocation.domain;

import io.hakko.shared.RevocationRequestNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What stands on the paper by which a holder or a company asks for a revocation (A-REV-07, A-REV-13, B-RVK-02).
 *
 * @param arrivedOn day of arrival as stamped; the age of documents is judged by it
 * @param holderUnable whether it says that the holder cannot ask himself (A-REV-02)
 * @param formerName former name as stated, where it is (B-RVK-03)
 * @param noticeAddress where the notice shall go; empty: as in the application (A-REV-11)
 * @param documents what was presented with it
 */
public record PaperRequest(
        RevocationRequestNumber number,
        PaperChannel channel,
        LocalDate arrivedOn,
        boolean holderUnable,
        Optional<String> formerName,
        Optional<NoticeAddress> noticeAddress,
        List<Presented> documents) {

    public PaperRequest {
        documents = List.copyOf(documents);
    }

    /** How it came. */
    public enum PaperChannel {
        POST("郵送"),
        COUNTER("窓口持参"),
        FAX("FAX");

        private final String label;

        PaperChannel(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether the originals have to follow (D-15). */
        public boolean owesOriginals() {
            return this == FAX;
        }
    }

    /** Where a notice goes. */
    public record NoticeAddress(String postalCode, String text) {

        @Override
        public String toString() {
            return "NoticeAddress";
        }
    }

    /**
     * A document.
     *
     * @param kind code of its kind in the service profile
     */
    public record Presented(String kind, LocalDate issuedOn, boolean original) {}

    @Override
    public String toString() {
        return "PaperRequest[" + number + "]";
    }
}
