package io.hakko.policy;

import java.util.List;
import java.util.Set;

/**
 * In what the certificate differs for applicants of one kind of company.
 *
 * @param when kind of company
 * @param leavesOut items that are not recorded, although the service records them otherwise (B-APP-08)
 * @param forbids items that must not be applied for (B-GEN-07)
 * @param warns items that may be applied for, but the reviewer is told (AMB-22)
 */
public record CertificateVariant(
        Scope when, List<RecordedItem> leavesOut, List<RecordedItem> forbids, List<RecordedItem> warns) {

    private static final Set<RecordedItem> PERSON = Set.of(RecordedItem.NAME, RecordedItem.ROMAJI_NAME);

    /** What stands in a certificate only because the applicant asked for it. */
    private static final Set<RecordedItem> APPLIED_FOR =
            Set.of(RecordedItem.ROMAJI_ADDRESS, RecordedItem.POWER_OF_REPRESENTATION);

    public CertificateVariant {
        Impossible.unless(when.isCompanyKind(), "a variant of certificates is for a kind of company, not for %s", when);
        leavesOut = Impossible.unique("items left out for " + when, leavesOut, RecordedItem::name);
        forbids = Impossible.unique("items forbidden for " + when, forbids, RecordedItem::name);
        warns = Impossible.unique("items to warn of for " + when, warns, RecordedItem::name);
        Impossible.unless(
                !leavesOut.isEmpty() || !forbids.isEmpty() || !warns.isEmpty(),
                "the variant for %s says nothing",
                when);
        for (RecordedItem item : leavesOut) {
            Impossible.unless(!PERSON.contains(item), "a certificate cannot leave out %s", item);
            Impossible.unless(
                    !APPLIED_FOR.contains(item), "what is applied for is not left out silently, forbid %s", item);
        }
        for (RecordedItem item : forbids) {
            Impossible.unless(APPLIED_FOR.contains(item), "nobody applies for %s, it cannot be forbidden", item);
            Impossible.unless(!warns.contains(item), "%s is forbidden, nothing is left to warn of", item);
        }
        for (RecordedItem item : warns) {
            Impossible.unless(APPLIED_FOR.contains(item), "nobody applies for %s, there is nothing to warn of", item);
        }
    }

    boolean leavesOut(RecordedItem item) {
        return leavesOut.contains(item) || forbids.contains(item);
    }
}
