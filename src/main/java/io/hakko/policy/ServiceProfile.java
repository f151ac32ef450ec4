package io.hakko.policy;

import io.hakko.calendar.ClosureDays;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Refusal;
import io.hakko.shared.Yen;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a service: everything in which services differ, as data. Refuses impossible values.
 *
 * @param displayName Japanese name of the service
 * @param authorityName Japanese name of the certification authority
 * @param cardNumberPrefix first four digits of card numbers (D-08)
 * @param applicationNumberPrefix first two letters of application numbers
 * @param closures days on which the operator is closed every year (D-22)
 * @param keyGeneration where the key pairs of the cards are made (D-06)
 * @param receiptTerm what the holder is told: within so many days of issue or dispatch (A-RCP-01, B-RCP-05)
 * @param receiptStages what happens while the receipt does not come (D-01)
 * @param paymentStages what happens while the payment does not come (D-02)
 * @param renewalNoticeMonths months before expiry at which the renewal guidance is sent (A-RNW-01)
 */
public record ServiceProfile(
        ProfileRef ref,
        String displayName,
        String authorityName,
        String cardNumberPrefix,
        String applicationNumberPrefix,
        ClosureDays closures,
        WindowHours windowHours,
        LetterSender sender,
        List<Product> products,
        FeeRules fees,
        BillingRules billing,
        PinRules pin,
        KeyGeneration keyGeneration,
        DocumentRules documents,
        ReviewRules review,
        DeficiencyRule deficiency,
        DueRule receiptTerm,
        List<DeadlineStage> receiptStages,
        List<DeadlineStage> paymentStages,
        DeliveryRules delivery,
        RevocationRules revocation,
        CrlSchedule crl,
        CertificateProfile certificate,
        Consent consent,
        Channels channels,
        int renewalNoticeMonths,
        RetentionRules retention) {

    private static final int MOST_NOTICE_MONTHS = 12;

    public ServiceProfile {
        Impossible.text("displayName", displayName);
        Impossible.text("authorityName", authorityName);
        Impossible.matching("cardNumberPrefix", cardNumberPrefix, "[0-9]{4}");
        Impossible.matching("applicationNumberPrefix", applicationNumberPrefix, "[A-Z]{2}");
        products = Impossible.unique("products", Impossible.some("products", products), Product::code);
        fees.checkProducts(products);
        receiptStages = StagePlan.checked(
                "receiptStages",
                receiptStages,
                Set.of(BaseEvent.ISSUE, BaseEvent.DISPATCH),
                Set.of(Consequence.REVOKE, Consequence.DECIDE));
        Impossible.unless(
                receiptStages.size() <= 2, "receiptStages: at most one reminder, not %d stages", receiptStages.size());
        Impossible.unless(
                receiptTerm instanceof DueRule.DaysAfter
                        && receiptStages.stream().map(DeadlineStage::due).anyMatch(receiptTerm::equals),
                "receiptTerm '%s' is the number of days of no receipt stage",
                receiptTerm);
        paymentStages = StagePlan.checked(
                "paymentStages",
                paymentStages,
                Set.of(BaseEvent.ISSUE, BaseEvent.INVOICE),
                Set.of(Consequence.REVOKE, Consequence.DECIDE));
        Impossible.unless(
                paymentStages.size() <= 2, "paymentStages: at most one reminder, not %d stages", paymentStages.size());
        Impossible.unless(
                channels.revocation().contains(Channel.FAX)
                        == revocation.onPaper().originals().isPresent(),
                "requests of revocation by FAX need a term for their originals, and only they (D-15)");
        Impossible.within("renewalNoticeMonths", renewalNoticeMonths, 1, MOST_NOTICE_MONTHS);
    }

    /** A product by its code. */
    public Product product(String code) {
        return products.stream()
                .filter(product -> product.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refusal(PolicyRefusal.UNKNOWN_PRODUCT, code, displayName));
    }

    /** Validity of a product whose certificate is issued at that instant (D-20, B-VAL-01). */
    public Validity validity(String product, Instant issuedAt) {
        return product(product).validity().from(issuedAt);
    }

    /**
     * Price of one card (A-FEE-03).
     *
     * @param purchaseCount cards bought now plus valid cards the company holds (A-FEE-04)
     */
    public Yen price(String product, int purchaseCount) {
        return fees.price(product(product).code(), purchaseCount);
    }

    /** A kind of paper by its code. */
    public PaperKind paper(String code) {
        return documents.kinds().stream()
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refusal(PolicyRefusal.UNKNOWN_PAPER, code, displayName));
    }

    /** The stage that reminds of the receipt, where the service reminds. */
    public Optional<DeadlineStage> receiptReminder() {
        return reminder(receiptStages);
    }

    /** Days within which the holder is to confirm the receipt, as he is told. */
    public int receiptDays() {
        return ((DueRule.DaysAfter) receiptTerm).days();
    }

    /** The stage whose last day is the end of the holder's term. */
    public DeadlineStage receiptTermStage() {
        return receiptStages.stream()
                .filter(stage -> stage.due().equals(receiptTerm))
                .findFirst()
                .orElseThrow();
    }

    /** The stage that ends the waiting for the receipt: {@code revoke} or {@code decide}. */
    public DeadlineStage receiptConsequence() {
        return receiptStages.get(receiptStages.size() - 1);
    }

    /** The stage that reminds of the payment, where the service reminds. */
    public Optional<DeadlineStage> paymentReminder() {
        return reminder(paymentStages);
    }

    /** The stage that ends the waiting for the payment: {@code revoke} or {@code decide}. */
    public DeadlineStage paymentConsequence() {
        return paymentStages.get(paymentStages.size() - 1);
    }

    /** HTTP address of the CRL, for the repository of this installation. */
    public URI crlHttpUri(String repositoryBase, String authority) {
        return certificate.crlHttpUri(repositoryBase, authority);
    }

    /** Addresses of the authority's own certificate, for the repository of this installation. */
    public List<URI> caIssuersUris(String repositoryBase, String authority) {
        return certificate.caIssuersUris(repositoryBase, authority);
    }

    /**
     * LDAP address of the CRL, for the directory of this installation. The first key has the entry of the authority's name,
     * each later one an entry of its own below it.
     */
    public URI crlLdapUri(String ldapHost, String authority) {
        String issuer = certificate.issuerDn();
        return certificate.crlLdapUri(ldapHost, authority.equals(ref.id()) ? issuer : "CN=" + authority + "," + issuer);
    }

    private static Optional<DeadlineStage> reminder(List<DeadlineStage> stages) {
        return stages.stream()
                .filter(stage -> stage.then() == Consequence.REMIND)
                .findFirst();
    }
}
