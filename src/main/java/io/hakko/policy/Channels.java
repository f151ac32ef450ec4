package io.hakko.policy;

import java.util.List;

/**
 * By which channels what is accepted.
 *
 * @param application applications (A-APP-01)
 * @param receipt receipts (A-RCP-01, A-RCP-04)
 * @param revocation requests of revocation (A-REV-06, A-REV-12)
 * @param readerOnly orders of a reader without a card (A-RDR-01)
 * @param disclosure requests of disclosure (A-DSC-05)
 */
public record Channels(
        List<Channel> application,
        List<Channel> receipt,
        List<Channel> revocation,
        List<Channel> readerOnly,
        List<Channel> disclosure) {

    public Channels {
        application = Impossible.some("channels of applications", application);
        receipt = Impossible.some("channels of receipts", receipt);
        revocation = Impossible.some("channels of revocation", revocation);
        readerOnly = List.copyOf(readerOnly);
        disclosure = Impossible.some("channels of disclosure", disclosure);
    }
}
