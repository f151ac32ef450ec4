package io.hakko.card;

import static io.hakko.card.CertificateIssuanceProcess.CHIP_SERIAL;
import static io.hakko.card.CertificateIssuanceProcess.INSPECTION_PASSED;
import static io.hakko.card.CertificateIssuanceProcess.ISSUANCE_OUTCOME;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.card.CertificateIssuanceProcess.Element;
import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardReading;
import io.hakko.card.domain.CardSlot;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.Personalization;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cards of applications: loading a blank, ordering its personalization, inspecting it, and getting rid of a spoiled one. */
@Service
public class Cards {

    private static final String REVOKED = "発行中に証明書が失効した";
    private static final String NOT_FINISHED = "完成しなかった";

    private final Tasks tasks;
    private final Ledger ledger;
    private final LedgerBook book;
    private final StockRoom stock;
    private final Places places;
    private final CertificateOrders orders;
    private final Certificates certificates;
    private final Profiles profiles;
    private final AuditTrail trail;
    private final Clock clock;

    Cards(
            Tasks tasks,
            Ledger ledger,
            LedgerBook book,
            StockRoom stock,
            Places places,
            CertificateOrders orders,
            Certificates certificates,
            Profiles profiles,
            AuditTrail trail,
            Clock clock) {
        this.tasks = tasks;
        this.ledger = ledger;
        this.book = book;
        this.stock = stock;
        this.places = places;
        this.orders = orders;
        this.certificates = certificates;
        this.profiles = profiles;
        this.trail = trail;
        this.clock = clock;
    }

    /** What the issuer sees who is to load a card. */
    @Transactional(readOnly = true)
    public LoadingSheet loading(TaskId task, Actor actor) {
        OpenTask open = tasks.read(task, Element.userTask_loadCard.name(), actor);
        ApplicationNumber application = ApplicationNumber.of(open.businessKey());
        CertificateOrder order = orders.orderOf(application);
        ServiceProfile profile = profiles.get(order.profile());
        Place place = places.of(actor);
        CardSlot reader = place.reader();
        Optional<ChipSerial> inserted = reader.inserted();
        boolean unused = inserted.filter(chip -> !ledger.isTaken(chip)).isPresent() && isBlank(reader);
        Optional<Violation> objection =
                unused ? inserted.flatMap(chip -> stock.objection(chip, place.station())) : Optional.empty();
        return new LoadingSheet(
                application,
                profile.displayName(),
                profile.product(order.product()).label(),
                order.subject().romajiName(),
                reader.name(),
                inserted,
                unused && objection.isEmpty(),
                objection,
                stock.openBox(place.station()),
                ledger.all(application).stream()
                        .flatMap(card -> card.reason().stream())
                        .toList());
    }

    private static boolean isBlank(CardSlot reader) {
        try (CardReading session = reader.open()) {
            return session.isBlank();
        } catch (CardFault unreadable) {
            return false;
        }
    }

    /**
     * A blank card lies in the reader: takes its chip for this application and completes カードを装填する.
     *
     * @throws Refusal when there is no card, another one, a written one, one whose chip was used before or is on no goods-in
     *     list, or one of another box than the station has open
     */
    public void loadCard(TaskId task, Actor actor, LoadCard command) {
        tasks.complete(task, Element.userTask_loadCard.name(), actor, open -> {
            ApplicationNumber application = ApplicationNumber.of(open.businessKey());
            ledger.live(application).ifPresent(card -> {
                throw new Refusal(CardRefusal.CARD_EXISTS, card.number().value());
            });
            Place place = places.of(actor);
            requireBlank(place.reader(), command.chipSerial());
            if (ledger.isTaken(command.chipSerial())) {
                throw chipUsed(command.chipSerial());
            }
            stock.objection(command.chipSerial(), place.station()).ifPresent(objection -> {
                throw new Refusal(List.of(objection));
            });
            if (!ledger.takeChip(command.chipSerial(), application, place.station(), actor.id(), clock.instant())) {
                throw chipUsed(command.chipSerial());
            }
            trail.record(AuditEntry.of("card.loaded", application.value())
                    .with("chipSerial", command.chipSerial())
                    .with("station", place.station())
                    .build());
            return ProcessVariables.with(CHIP_SERIAL, command.chipSerial().value());
        });
    }

    private static Refusal chipUsed(ChipSerial chip) {
        return Refusal.at("/chipSerial", CardRefusal.CHIP_USED, chip.value());
    }

    private static void requireBlank(CardSlot reader, ChipSerial expected) {
        try (CardReading session = reader.open()) {
            ChipSerial found = session.chip();
            if (!found.equals(expected)) {
                throw Refusal.at("/chipSerial", CardRefusal.OTHER_CARD, found.value(), expected.value());
            }
            if (!session.isBlank()) {
                throw Refusal.at("/chipSerial", CardRefusal.NOT_BLANK, found.value());
            }
        } catch (CardFault absentOrUnreadable) {
            throw Refusal.at("/chipSerial", CardRefusal.NO_CARD);
        }
    }

    /**
     * Orders the personalization of a loaded card: a new card number (D-08) and a row for the station. Repeated, it finds
     * the row.
     */
    @Transactional
    public void orderPersonalization(ApplicationNumber application, ChipSerial chip) {
        boolean ordered =
                ledger.all(application).stream().anyMatch(card -> card.chip().equals(chip));
        if (ordered) {
            return;
        }
        CertificateOrder order = orders.orderOf(application);
        String prefix = profiles.get(order.profile()).cardNumberPrefix();
        CardNumber number = CardNumber.of(prefix, ledger.nextSequence());
        ledger.reserve(number, application, order.profile(), chip, clock.instant());
        trail.record(AuditEntry.of("card.ordered", application.value())
                .with("cardNumber", number)
                .with("chipSerial", chip)
                .with("keyGeneration", profiles.get(order.profile()).keyGeneration())
                .change("", LedgerState.RESERVED)
                .build());
    }

    /** What the inspector sees: the card in the reader, read back now, beside what was issued. */
    @Transactional(readOnly = true)
    public InspectionSheet inspection(TaskId task, Actor actor) {
        OpenTask open = tasks.read(task, Element.userTask_inspectCard.name(), actor);
        Personalization card = cardToInspect(ApplicationNumber.of(open.businessKey()));
        IssuedCertificate issued = certificateOf(card);
        CardSlot reader = places.of(actor).reader();
        ReadBack found = ReadBack.of(reader, card, issued);
        return new InspectionSheet(
                card.application(),
                card.number(),
                orders.orderOf(card.application()).subject().romajiName(),
                card.chip(),
                issued.serial(),
                issued.notBefore(),
                issued.notAfter(),
                issued.der().sha256(),
                reader.name(),
                found.chip(),
                found.number(),
                found.certificate().map(Der::sha256),
                found.subject(),
                found.violations());
    }

    /**
     * Inspects a card and completes カードを検査する (D-16). A card passes only if this server reads back from it, byte for
     * byte, the certificate that was issued, and its card number.
     *
     * @throws Refusal at {@code /verdict} when the card cannot pass; it can then be failed with a reason
     */
    public void inspect(TaskId task, Actor actor, InspectCard command) {
        tasks.complete(task, Element.userTask_inspectCard.name(), actor, open -> {
            Personalization card = cardToInspect(ApplicationNumber.of(open.businessKey()));
            ledger.inspectedBy(card.number(), actor.id(), clock.instant());
            return command.passed()
                    ? pass(card, places.of(actor).reader())
                    : fail(card, command.reason().strip());
        });
    }

    private ProcessVariables pass(Personalization card, CardSlot reader) {
        ReadBack found = ReadBack.of(reader, card, certificateOf(card));
        if (!found.violations().isEmpty()) {
            throw new Refusal(found.violations());
        }
        book.save(card.inspected());
        trail.record(LedgerBook.entry("card.inspected", card)
                .change(card.state(), LedgerState.INSPECTED)
                .with("passed", true)
                .build());
        return ProcessVariables.with(INSPECTION_PASSED, true)
                .and(ISSUANCE_OUTCOME, CertificateIssuanceProcess.OUTCOME_READY);
    }

    private ProcessVariables fail(Personalization card, String reason) {
        if (reason.isEmpty()) {
            throw Refusal.at("/reason", CardRefusal.REASON_MISSING);
        }
        trail.record(LedgerBook.entry("card.inspected", card)
                .reason(reason)
                .with("passed", false)
                .build());
        book.spoil(card, reason);
        return ProcessVariables.with(INSPECTION_PASSED, false);
    }

    private Personalization cardToInspect(ApplicationNumber application) {
        return ledger.live(application)
                .filter(card -> card.state() == LedgerState.MAILER_PRINTED)
                .orElseThrow(() -> new Refusal(CardRefusal.STEP_NOT_ALLOWED));
    }

    private IssuedCertificate certificateOf(Personalization card) {
        return certificates
                .ofSerial(card.requireSerial())
                .orElseThrow(
                        () -> new IllegalStateException("the certificate of card " + card.number() + " is unknown"));
    }

    /**
     * Gets rid of a spoiled card: its certificate, signed or only begun, is revoked technically, so that the remake can be
     * signed. Nobody is told. Repeated, it finds nothing left to do.
     */
    @Transactional
    public void spoil(ApplicationNumber application) {
        settle(application, NOT_FINISHED);
    }

    /** The certificate was revoked while its card was made: the card is destroyed. Repeated, it finds nothing left to do. */
    @Transactional
    public void discardRevoked(ApplicationNumber application) {
        settle(application, REVOKED);
    }

    private void settle(ApplicationNumber application, String reasonIfStillLive) {
        ledger.live(application)
                .filter(card -> card.state().allows(LedgerState.SPOILED))
                .ifPresent(card -> book.spoil(card, reasonIfStillLive));
        List<Personalization> open = ledger.unsettled(application);
        for (Personalization card : open) {
            certificates.revokeSpoiled(card.number(), card.reason().orElse(reasonIfStillLive));
            ledger.settled(card.number(), clock.instant());
        }
    }
}
