package io.hakko.revocation;

import io.hakko.policy.Channel;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Papers by which a holder or a company asks for a revocation have arrived (A-REV-07, A-REV-13, B-RVK-02). What was left
 * empty is empty; the service says what is missing.
 *
 * @param certificate card number or serial number, as typed
 * @param reasonCode code of one of this party's reasons in the service profile
 * @param explanation what is written beside the reason; may be empty
 * @param compromisedSince since when the key is believed to be unsafe, if that is known
 * @param holderUnable the company says that the holder cannot ask himself (A-REV-02)
 * @param formerName former name as stated on the form (B-RVK-03)
 * @param noticePostalCode where the notice shall go; empty with the address: as in the application
 * @param noMyNumberVisible a person has looked at every paper and no 個人番号 is visible (D-13)
 */
public record RegisterPaperRequest(
        Requester requester,
        String certificate,
        Optional<Channel> channel,
        Optional<LocalDate> arrivedOn,
        String reasonCode,
        String explanation,
        Optional<LocalDate> compromisedSince,
        boolean holderUnable,
        String formerName,
        String noticePostalCode,
        String noticeAddress,
        List<Document> documents,
        boolean noMyNumberVisible) {

    public RegisterPaperRequest {
        documents = List.copyOf(documents);
    }

    /** Who asks. */
    public enum Requester {
        /** 利用者. */
        HOLDER,
        /** 企業等. */
        COMPANY
    }

    /** A document presented with the form. */
    public record Document(String kind, Optional<LocalDate> issuedOn, Optional<Boolean> original) {}

    @Override
    public String toString() {
        return "RegisterPaperRequest[" + requester + "]";
    }
}
