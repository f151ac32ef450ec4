package io.hakko.delivery.persistence;

import static java.time.ZoneOffset.UTC;

import io.hakko.delivery.domain.Addressee.Recipient;
import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.delivery.domain.Dispatch.Outcome;
import io.hakko.delivery.domain.DispatchChannel;
import io.hakko.delivery.domain.PackingItem;
import io.hakko.delivery.domain.Parcel;
import io.hakko.delivery.domain.ParcelContent;
import io.hakko.delivery.domain.Receipt;
import io.hakko.delivery.domain.Receipt.LateDecision;
import io.hakko.delivery.domain.TrackingNumber;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ProfileRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcDeliveryStore implements DeliveryStore {

    private static final String SELECT_DISPATCH = """
            SELECT card_number, application_number, certificate_serial, profile_id, profile_from, agent, issued_on,
                   issue_notice, receipt_form, invoice, posted_on, sent_again_on, round, reminded_on, expired_on,
                   revocation_asked_at IS NOT NULL AS revocation_asked, outcome
              FROM delivery.dispatch
             WHERE application_number = :application
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcDeliveryStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<Dispatch> lock(ApplicationNumber application) {
        return dispatch(SELECT_DISPATCH + " FOR UPDATE", application);
    }

    @Override
    public Optional<Dispatch> find(ApplicationNumber application) {
        return dispatch(SELECT_DISPATCH, application);
    }

    @Override
    public Map<String, ProfileRef> profiles(Collection<String> applications) {
        Map<String, ProfileRef> profiles = new HashMap<>();
        if (!applications.isEmpty()) {
            jdbc.sql("""
                            SELECT application_number, profile_id, profile_from FROM delivery.dispatch
                            WHERE application_number IN (:applications)
                            """).param("applications", applications).query(row -> {
                profiles.put(
                        row.getString("application_number"),
                        new ProfileRef(row.getString("profile_id"), row.getObject("profile_from", LocalDate.class)));
            });
        }
        return profiles;
    }

    private Optional<Dispatch> dispatch(String sql, ApplicationNumber application) {
        return jdbc.sql(sql)
                .param("application", application.value())
                .query((row, index) -> new Dispatch(
                        CardNumber.of(row.getString("card_number")),
                        ApplicationNumber.of(row.getString("application_number")),
                        CertificateSerial.ofHex(row.getString("certificate_serial")),
                        new ProfileRef(row.getString("profile_id"), row.getObject("profile_from", LocalDate.class)),
                        row.getBoolean("agent"),
                        row.getObject("issued_on", LocalDate.class),
                        row.getString("issue_notice"),
                        Optional.ofNullable(row.getString("receipt_form")),
                        Optional.ofNullable(row.getString("invoice")),
                        day(row, "posted_on"),
                        day(row, "sent_again_on"),
                        row.getInt("round"),
                        day(row, "reminded_on"),
                        day(row, "expired_on"),
                        row.getBoolean("revocation_asked"),
                        Optional.ofNullable(row.getString("outcome")).map(Outcome::valueOf)))
                .optional();
    }

    @Override
    public void add(Dispatch dispatch, Instant at, List<Parcel> parcels) {
        jdbc.sql("""
                        INSERT INTO delivery.dispatch (card_number, application_number, certificate_serial, profile_id,
                            profile_from, agent, issued_on, issue_notice, receipt_form, invoice, prepared_at)
                        VALUES (:card, :application, :serial, :profile, :profileFrom, :agent, :issuedOn, :issueNotice,
                            :receiptForm, :invoice, :at)
                        """)
                .param("card", dispatch.cardNumber().value())
                .param("application", dispatch.applicationNumber().value())
                .param("serial", dispatch.serial().hex())
                .param("profile", dispatch.profile().id())
                .param("profileFrom", dispatch.profile().effectiveFrom())
                .param("agent", dispatch.agent())
                .param("issuedOn", dispatch.issuedOn())
                .param("issueNotice", dispatch.issueNotice())
                .param("receiptForm", dispatch.receiptForm().orElse(null))
                .param("invoice", dispatch.invoice().orElse(null))
                .param("at", at.atOffset(UTC))
                .update();
        for (Parcel parcel : parcels) {
            jdbc.sql("""
                            INSERT INTO delivery.parcel (card_number, content, recipient, channel, packing_list, state)
                            VALUES (:card, :content, :recipient, :channel, :items, :state)
                            """)
                    .param("card", parcel.cardNumber().value())
                    .param("content", parcel.content().name())
                    .param("recipient", parcel.recipient().name())
                    .param("channel", parcel.channel().name())
                    .param("items", parcel.items().stream().map(Enum::name).toArray(String[]::new))
                    .param("state", parcel.state().name())
                    .update();
        }
    }

    @Override
    public List<Parcel> parcels(CardNumber card) {
        return jdbc.sql("""
                        SELECT card_number, content, recipient, channel, packing_list, state, packed_by, packed_at,
                               posted_by, posted_at, posted_on, tracking_number
                          FROM delivery.parcel
                         WHERE card_number = :card
                         ORDER BY content
                        """)
                .param("card", card.value())
                .query((row, index) -> parcel(row))
                .list();
    }

    private static Parcel parcel(ResultSet row) throws SQLException {
        Optional<Parcel.Packed> packed = Optional.empty();
        if (row.getString("packed_by") != null) {
            packed = Optional.of(new Parcel.Packed(new Actor(row.getString("packed_by")), instant(row, "packed_at")));
        }
        Optional<Parcel.Posted> posted = Optional.empty();
        if (row.getString("posted_by") != null) {
            posted = Optional.of(new Parcel.Posted(
                    new Actor(row.getString("posted_by")),
                    instant(row, "posted_at"),
                    row.getObject("posted_on", LocalDate.class),
                    Optional.ofNullable(row.getString("tracking_number")).map(TrackingNumber::new)));
        }
        return new Parcel(
                CardNumber.of(row.getString("card_number")),
                ParcelContent.valueOf(row.getString("content")),
                Recipient.valueOf(row.getString("recipient")),
                DispatchChannel.valueOf(row.getString("channel")),
                Arrays.stream((String[]) row.getArray("packing_list").getArray())
                        .map(PackingItem::valueOf)
                        .toList(),
                Parcel.State.valueOf(row.getString("state")),
                packed,
                posted);
    }

    @Override
    public void update(Parcel parcel) {
        jdbc.sql("""
                        UPDATE delivery.parcel
                           SET state = :state, packed_by = :packedBy, packed_at = :packedAt, posted_by = :postedBy,
                               posted_at = :postedAt, posted_on = :postedOn, tracking_number = :trackingNumber
                         WHERE card_number = :card AND content = :content
                        """)
                .param("state", parcel.state().name())
                .param("packedBy", parcel.packed().map(p -> p.by().id()).orElse(null))
                .param(
                        "packedAt",
                        parcel.packed().map(p -> p.at().atOffset(UTC)).orElse(null))
                .param("postedBy", parcel.posted().map(p -> p.by().id()).orElse(null))
                .param(
                        "postedAt",
                        parcel.posted().map(p -> p.at().atOffset(UTC)).orElse(null))
                .param("postedOn", parcel.posted().map(Parcel.Posted::on).orElse(null))
                .param(
                        "trackingNumber",
                        parcel.posted()
                                .flatMap(Parcel.Posted::trackingNumber)
                                .map(TrackingNumber::value)
                                .orElse(null))
                .param("card", parcel.cardNumber().value())
                .param("content", parcel.content().name())
                .update();
    }

    @Override
    public void posted(CardNumber card, LocalDate on) {
        jdbc.sql("UPDATE delivery.dispatch SET posted_on = :on WHERE card_number = :card")
                .param("on", on)
                .param("card", card.value())
                .update();
    }

    @Override
    public void sentAgain(CardNumber card, LocalDate on) {
        jdbc.sql("UPDATE delivery.dispatch SET sent_again_on = :on WHERE card_number = :card")
                .param("on", on)
                .param("card", card.value())
                .update();
    }

    @Override
    public void reminderWritten(CardNumber card, String letter) {
        jdbc.sql("UPDATE delivery.dispatch SET reminder = :letter WHERE card_number = :card")
                .param("letter", letter)
                .param("card", card.value())
                .update();
    }

    @Override
    public void reminded(CardNumber card, LocalDate arrival) {
        jdbc.sql("UPDATE delivery.dispatch SET reminded_on = :arrival WHERE card_number = :card")
                .param("arrival", arrival)
                .param("card", card.value())
                .update();
    }

    @Override
    public void newRound(CardNumber card, boolean forgetReminder) {
        jdbc.sql("""
                        UPDATE delivery.dispatch
                           SET round = round + 1, expired_on = NULL,
                               reminded_on = CASE WHEN :forgetReminder THEN NULL ELSE reminded_on END
                         WHERE card_number = :card
                        """)
                .param("forgetReminder", forgetReminder)
                .param("card", card.value())
                .update();
    }

    @Override
    public void expired(CardNumber card, LocalDate lastDay) {
        jdbc.sql("UPDATE delivery.dispatch SET expired_on = :lastDay WHERE card_number = :card")
                .param("lastDay", lastDay)
                .param("card", card.value())
                .update();
    }

    @Override
    public void revocationAsked(CardNumber card, boolean asked) {
        jdbc.sql("""
                        UPDATE delivery.dispatch
                           SET revocation_asked_at = CASE WHEN :asked THEN CAST(:at AS timestamptz) END
                         WHERE card_number = :card
                        """)
                .param("asked", asked)
                .param("at", clock.instant().atOffset(UTC))
                .param("card", card.value())
                .update();
    }

    @Override
    public void ended(CardNumber card, Outcome outcome, Instant at) {
        jdbc.sql("UPDATE delivery.dispatch SET outcome = :outcome, ended_at = :at WHERE card_number = :card")
                .param("outcome", outcome.name())
                .param("at", at.atOffset(UTC))
                .param("card", card.value())
                .update();
    }

    @Override
    public Optional<Receipt> receipt(CardNumber card) {
        return jdbc.sql("""
                        SELECT card_number, arrived_on, last_day, channel, recorded_by, recorded_at, accepted,
                               decision_reason, decided_by, decided_at
                          FROM delivery.receipt
                         WHERE card_number = :card
                        """)
                .param("card", card.value())
                .query((row, index) -> receipt(row))
                .optional();
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        Optional<LateDecision> decision = Optional.empty();
        if (row.getString("decided_by") != null) {
            decision = Optional.of(new LateDecision(
                    row.getBoolean("accepted"),
                    row.getString("decision_reason"),
                    new Actor(row.getString("decided_by")),
                    instant(row, "decided_at")));
        }
        return new Receipt(
                CardNumber.of(row.getString("card_number")),
                row.getObject("arrived_on", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                Receipt.Channel.valueOf(row.getString("channel")),
                new Actor(row.getString("recorded_by")),
                instant(row, "recorded_at"),
                decision);
    }

    @Override
    public boolean add(Receipt receipt) {
        return jdbc.sql("""
                                INSERT INTO delivery.receipt (card_number, arrived_on, last_day, channel, seal_checked,
                                    late, recorded_by, recorded_at)
                                VALUES (:card, :arrivedOn, :lastDay, :channel, true, :late, :recordedBy, :recordedAt)
                                ON CONFLICT (card_number) DO NOTHING
                                """)
                        .param("card", receipt.cardNumber().value())
                        .param("arrivedOn", receipt.arrivedOn())
                        .param("lastDay", receipt.lastDay())
                        .param("channel", receipt.channel().name())
                        .param("late", receipt.late())
                        .param("recordedBy", receipt.recordedBy().id())
                        .param("recordedAt", receipt.recordedAt().atOffset(UTC))
                        .update()
                == 1;
    }

    @Override
    public void decided(CardNumber card, LateDecision decision) {
        jdbc.sql("""
                        UPDATE delivery.receipt
                           SET accepted = :accepted, decision_reason = :reason, decided_by = :by, decided_at = :at
                         WHERE card_number = :card
                        """)
                .param("accepted", decision.accepted())
                .param("reason", decision.reason())
                .param("by", decision.by().id())
                .param("at", decision.at().atOffset(UTC))
                .param("card", card.value())
                .update();
    }

    private static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
