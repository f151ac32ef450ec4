package io.hakko.billing.persistence;

import static java.time.ZoneOffset.UTC;

import io.hakko.billing.domain.BillingStore;
import io.hakko.billing.domain.Charge;
import io.hakko.billing.domain.Charge.Revocation;
import io.hakko.billing.domain.Invoice;
import io.hakko.billing.domain.Payment;
import io.hakko.billing.domain.UnpaidDecision;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Yen;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcBillingStore implements BillingStore {

    private static final String SELECT_CHARGE = """
            SELECT application_number, card_number, certificate_serial, profile_id, profile_from, order_group, product,
                   unit_price_yen, issued_on, charged_on, invoice, revocation
              FROM billing.charge
            """;
    private static final String SELECT_INVOICE = """
            SELECT number, profile_id, profile_from, invoiced_on, issued_on, tax_percent, total_yen, tax_yen, payable_yen,
                   letter, enclosed_with, sent_on, reminder, reminded_on, state
              FROM billing.invoice
             WHERE number = :number
            """;

    private final JdbcClient jdbc;

    JdbcBillingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lockOrder(ApplicationNumber order) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", "order:" + order.value())
                .query((row, n) -> Boolean.TRUE)
                .single();
    }

    @Override
    public boolean add(Charge charge) {
        return jdbc.sql("""
                                INSERT INTO billing.charge (application_number, card_number, certificate_serial, profile_id,
                                    profile_from, order_group, product, unit_price_yen, issued_on, charged_on)
                                VALUES (:application, :card, :serial, :profile, :profileFrom, :order, :product, :price,
                                    :issuedOn, :chargedOn)
                                ON CONFLICT (application_number) DO NOTHING
                                """)
                        .param("application", charge.application().value())
                        .param("card", charge.card().value())
                        .param("serial", charge.serial().hex())
                        .param("profile", charge.profile().id())
                        .param("profileFrom", charge.profile().effectiveFrom())
                        .param("order", charge.order().value())
                        .param("product", charge.product())
                        .param("price", charge.unitPrice().amount())
                        .param("issuedOn", charge.issuedOn())
                        .param("chargedOn", charge.chargedOn())
                        .update()
                == 1;
    }

    @Override
    public Optional<Charge> charge(ApplicationNumber application) {
        return jdbc.sql(SELECT_CHARGE + " WHERE application_number = :application")
                .param("application", application.value())
                .query((row, n) -> charge(row))
                .optional();
    }

    @Override
    public Optional<Charge> charge(CertificateSerial serial) {
        return jdbc.sql(SELECT_CHARGE + " WHERE certificate_serial = :serial")
                .param("serial", serial.hex())
                .query((row, n) -> charge(row))
                .optional();
    }

    @Override
    public List<Charge> uninvoiced(ApplicationNumber order) {
        return jdbc.sql(SELECT_CHARGE + " WHERE order_group = :order AND invoice IS NULL ORDER BY application_number")
                .param("order", order.value())
                .query((row, n) -> charge(row))
                .list();
    }

    @Override
    public List<ApplicationNumber> ordersLeftOver(LocalDate before) {
        return jdbc.sql("""
                        SELECT DISTINCT order_group FROM billing.charge
                         WHERE invoice IS NULL AND charged_on < :before ORDER BY order_group
                        """)
                .param("before", before)
                .query((row, n) -> ApplicationNumber.of(row.getString("order_group")))
                .list();
    }

    @Override
    public InvoiceNumber nextNumber(int year) {
        long next = jdbc.sql("""
                        INSERT INTO billing.invoice_counter AS counter (year, last) VALUES (:year, 1)
                        ON CONFLICT (year) DO UPDATE SET last = counter.last + 1
                        RETURNING last
                        """).param("year", year).query(Long.class).single();
        return InvoiceNumber.of(year, next);
    }

    @Override
    public void add(Invoice invoice, List<Charge> charges) {
        jdbc.sql("""
                        INSERT INTO billing.invoice (number, profile_id, profile_from, invoiced_on, issued_on, tax_percent,
                            total_yen, tax_yen, payable_yen, letter, enclosed_with, state)
                        VALUES (:number, :profile, :profileFrom, :invoicedOn, :issuedOn, :taxPercent,
                            :total, :tax, :payable, :letter, :enclosedWith, :state)
                        """)
                .param("number", invoice.number().value())
                .param("profile", invoice.profile().id())
                .param("profileFrom", invoice.profile().effectiveFrom())
                .param("invoicedOn", invoice.invoicedOn())
                .param("issuedOn", invoice.issuedOn())
                .param("taxPercent", invoice.taxPercent())
                .param("total", invoice.total().amount())
                .param("tax", invoice.tax().amount())
                .param("payable", invoice.payable().amount())
                .param("letter", invoice.letter())
                .param(
                        "enclosedWith",
                        invoice.enclosedWith().map(ApplicationNumber::value).orElse(null))
                .param("state", invoice.state().name())
                .update();
        int put = jdbc.sql("""
                        UPDATE billing.charge SET invoice = :number
                         WHERE application_number IN (:applications) AND invoice IS NULL
                        """)
                .param("number", invoice.number().value())
                .param(
                        "applications",
                        charges.stream()
                                .map(charge -> charge.application().value())
                                .toList())
                .update();
        if (put != charges.size()) {
            throw new IllegalStateException("a charge stands on another invoice already");
        }
    }

    @Override
    public Optional<Invoice> find(InvoiceNumber number) {
        return invoice(SELECT_INVOICE, number);
    }

    @Override
    public Map<String, ProfileRef> profiles(Collection<String> invoices) {
        Map<String, ProfileRef> profiles = new HashMap<>();
        if (!invoices.isEmpty()) {
            jdbc.sql("SELECT number, profile_id, profile_from FROM billing.invoice WHERE number IN (:invoices)")
                    .param("invoices", invoices)
                    .query(row -> {
                        profiles.put(
                                row.getString("number"),
                                new ProfileRef(
                                        row.getString("profile_id"), row.getObject("profile_from", LocalDate.class)));
                    });
        }
        return profiles;
    }

    @Override
    public Optional<Invoice> lock(InvoiceNumber number) {
        return invoice(SELECT_INVOICE + " FOR UPDATE", number);
    }

    private Optional<Invoice> invoice(String sql, InvoiceNumber number) {
        return jdbc.sql(sql)
                .param("number", number.value())
                .query((row, n) -> new Invoice(
                        InvoiceNumber.of(row.getString("number")),
                        profile(row),
                        row.getObject("invoiced_on", LocalDate.class),
                        row.getObject("issued_on", LocalDate.class),
                        row.getInt("tax_percent"),
                        Yen.of(row.getLong("total_yen")),
                        Yen.of(row.getLong("tax_yen")),
                        Yen.of(row.getLong("payable_yen")),
                        row.getString("letter"),
                        Optional.ofNullable(row.getString("enclosed_with")).map(ApplicationNumber::of),
                        Optional.ofNullable(row.getObject("sent_on", LocalDate.class)),
                        Optional.ofNullable(row.getString("reminder")),
                        Optional.ofNullable(row.getObject("reminded_on", LocalDate.class)),
                        Invoice.State.valueOf(row.getString("state"))))
                .optional();
    }

    @Override
    public List<Charge> charges(InvoiceNumber number) {
        return jdbc.sql(SELECT_CHARGE + " WHERE invoice = :number ORDER BY application_number")
                .param("number", number.value())
                .query((row, n) -> charge(row))
                .list();
    }

    @Override
    public void update(Invoice invoice) {
        jdbc.sql("""
                        UPDATE billing.invoice
                           SET enclosed_with = :enclosedWith, sent_on = :sentOn, reminder = :reminder,
                               reminded_on = :remindedOn, state = :state, version = version + 1
                         WHERE number = :number
                        """)
                .param(
                        "enclosedWith",
                        invoice.enclosedWith().map(ApplicationNumber::value).orElse(null))
                .param("sentOn", invoice.sentOn().orElse(null))
                .param("reminder", invoice.reminder().orElse(null))
                .param("remindedOn", invoice.remindedOn().orElse(null))
                .param("state", invoice.state().name())
                .param("number", invoice.number().value())
                .update();
    }

    @Override
    public void add(Payment payment) {
        jdbc.sql("""
                        INSERT INTO billing.payment (invoice, received_on, amount_yen, note, recorded_by, recorded_at)
                        VALUES (:invoice, :receivedOn, :amount, :note, :by, :at)
                        """)
                .param("invoice", payment.invoice().value())
                .param("receivedOn", payment.receivedOn())
                .param("amount", payment.amount().amount())
                .param("note", payment.note())
                .param("by", payment.recordedBy().id())
                .param("at", payment.recordedAt().atOffset(UTC))
                .update();
    }

    @Override
    public List<Payment> payments(InvoiceNumber number) {
        return jdbc.sql("""
                        SELECT received_on, amount_yen, note, recorded_by, recorded_at
                          FROM billing.payment WHERE invoice = :number ORDER BY id
                        """)
                .param("number", number.value())
                .query((row, n) -> new Payment(
                        number,
                        row.getObject("received_on", LocalDate.class),
                        Yen.of(row.getLong("amount_yen")),
                        row.getString("note"),
                        new Actor(row.getString("recorded_by")),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public void add(UnpaidDecision decision) {
        jdbc.sql("""
                        INSERT INTO billing.unpaid_decision (invoice, answer, grace_until, reason, decided_by, decided_at)
                        VALUES (:invoice, :answer, :graceUntil, :reason, :by, :at)
                        """)
                .param("invoice", decision.invoice().value())
                .param("answer", decision.answer().name())
                .param("graceUntil", decision.graceUntil().orElse(null))
                .param("reason", decision.reason())
                .param("by", decision.by().id())
                .param("at", decision.at().atOffset(UTC))
                .update();
    }

    @Override
    public void mark(CertificateSerial serial, Revocation revocation) {
        jdbc.sql("UPDATE billing.charge SET revocation = :revocation WHERE certificate_serial = :serial")
                .param("revocation", revocation.name())
                .param("serial", serial.hex())
                .update();
    }

    private static Charge charge(ResultSet row) throws SQLException {
        return new Charge(
                ApplicationNumber.of(row.getString("application_number")),
                CardNumber.of(row.getString("card_number")),
                CertificateSerial.ofHex(row.getString("certificate_serial")),
                profile(row),
                ApplicationNumber.of(row.getString("order_group")),
                row.getString("product"),
                Yen.of(row.getLong("unit_price_yen")),
                row.getObject("issued_on", LocalDate.class),
                row.getObject("charged_on", LocalDate.class),
                Optional.ofNullable(row.getString("invoice")).map(InvoiceNumber::of),
                Optional.ofNullable(row.getString("revocation")).map(Revocation::valueOf));
    }

    private static ProfileRef profile(ResultSet row) throws SQLException {
        return new ProfileRef(row.getString("profile_id"), row.getObject("profile_from", LocalDate.class));
    }
}
