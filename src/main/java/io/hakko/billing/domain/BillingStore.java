package io.hakko.billing.domain;

import io.hakko.billing.domain.Charge.Revocation;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.ProfileRef;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where charges, invoices and payments are kept. */
public interface BillingStore {

    /** Lets the cards of one order wait for each other until the end of the transaction. */
    void lockOrder(ApplicationNumber order);

    /** Adds a charge; answers {@code false} when the application is charged already. */
    boolean add(Charge charge);

    Optional<Charge> charge(ApplicationNumber application);

    /** The charge of the card whose certificate this is. */
    Optional<Charge> charge(CertificateSerial serial);

    /** Charges of an order that stand on no invoice, in the order of applications. */
    List<Charge> uninvoiced(ApplicationNumber order);

    /** Orders with a charge that was made before this day and stands on no invoice. */
    List<ApplicationNumber> ordersLeftOver(LocalDate before);

    /** Takes the next number of a year, in the running transaction. */
    InvoiceNumber nextNumber(int year);

    /** Adds an invoice; its charges stand on it from now on. */
    void add(Invoice invoice, List<Charge> charges);

    Optional<Invoice> find(InvoiceNumber number);

    /** The profile versions that these invoices are pinned to; an unknown number is left out. */
    Map<String, ProfileRef> profiles(Collection<String> invoices);

    /** The invoice, locked until the end of the transaction. */
    Optional<Invoice> lock(InvoiceNumber number);

    /** Charges of an invoice, in the order of applications. */
    List<Charge> charges(InvoiceNumber number);

    /** Stores how it was sent, the reminder and the state. */
    void update(Invoice invoice);

    void add(Payment payment);

    /** Payments of an invoice, oldest first. */
    List<Payment> payments(InvoiceNumber number);

    void add(UnpaidDecision decision);

    /** Stores how far the revocation of a certificate has come. */
    void mark(CertificateSerial serial, Revocation revocation);
}
