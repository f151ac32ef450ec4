package io.hakko.card;

import static io.hakko.card.CertificateIssuanceProcess.CARD_NUMBER;
import static io.hakko.card.CertificateIssuanceProcess.CERTIFICATE_SERIAL;

import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssueCertificate;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.PublicKeyInfo;
import io.hakko.calendar.Zones;
import io.hakko.card.CertificateIssuanceProcess.Element;
import io.hakko.card.domain.CardCertificate;
import io.hakko.card.domain.CardStep;
import io.hakko.card.domain.Claims;
import io.hakko.card.domain.KeyOrigin;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerConflict;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.LedgerStep;
import io.hakko.card.domain.MailerJam;
import io.hakko.card.domain.MailerJams;
import io.hakko.card.domain.MailerSheet;
import io.hakko.card.domain.Personalization;
import io.hakko.card.domain.ReaderReport;
import io.hakko.card.domain.StationDesks;
import io.hakko.card.domain.StationJob;
import io.hakko.card.domain.StationOffice;
import io.hakko.card.domain.Tries;
import io.hakko.policy.PinRules;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.Tasks;
import io.hakko.workflow.Workflow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The office of every station: records in the ledger what was done to the cards, signs their certificates, tells their
 * processes. It never sees a PIN.
 */
@Service
public class LedgerOffice {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerOffice.class);
    private static final String PERSONALIZE = "personalize";

    private final Ledger ledger;
    private final LedgerBook book;
    private final MailerJams jams;
    private final Claims claims;
    private final StationDesks desks;
    private final CertificateOrders orders;
    private final Certificates certificates;
    private final Profiles profiles;
    private final CardFaces faces;
    private final Workflow workflow;
    private final Tasks tasks;
    private final AuditTrail trail;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Duration lease;

    LedgerOffice(
            Ledger ledger,
            LedgerBook book,
            MailerJams jams,
            Claims claims,
            StationDesks desks,
            CertificateOrders orders,
            Certificates certificates,
            Profiles profiles,
            Workflow workflow,
            Tasks tasks,
            AuditTrail trail,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${hakko.station.server.lease:PT30S}") Duration lease) {
        this.ledger = ledger;
        this.book = book;
        this.jams = jams;
        this.claims = claims;
        this.desks = desks;
        this.orders = orders;
        this.certificates = certificates;
        this.profiles = profiles;
        this.faces = new CardFaces(orders, certificates, profiles);
        this.workflow = workflow;
        this.tasks = tasks;
        this.trail = trail;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.lease = lease;
    }

    /** The office as one station sees it. */
    public StationOffice at(Seat seat) {
        return new Counter(seat);
    }

    /** Whoever works at that seat goes on with what he has taken. */
    public void extend(Seat seat) {
        seat.worker()
                .ifPresent(worker -> inTransaction(() -> {
                    claims.extend(worker, clock.instant().plus(lease));
                    return worker;
                }));
    }

    private <T> T inTransaction(Supplier<T> work) {
        try {
            T result = transaction.execute(status -> work.get());
            if (result == null) {
                throw new IllegalStateException("no result");
            }
            return result;
        } catch (LedgerConflict overtaken) {
            LOG.info("Overtaken: {}", overtaken.getMessage());
            throw new Refusal(CardRefusal.STEP_NOT_ALLOWED);
        }
    }

    private static AuditScope.Open scope(Actor actor) {
        return AuditScope.open(actor, CertificateIssuanceProcess.KEY, Element.gateway_personalization.name());
    }

    /** Where one station is served. */
    private final class Counter implements StationOffice {

        private final Seat seat;

        Counter(Seat seat) {
            this.seat = seat;
        }

        @Override
        public String station() {
            return seat.station();
        }

        @Override
        public List<StationJob> claim(Supplier<ReaderReport> report) {
            return seat.worker().map(worker -> claim(worker, report.get())).orElseGet(this::jobs);
        }

        private List<StationJob> claim(String worker, ReaderReport report) {
            return inTransaction(() -> {
                Instant now = clock.instant();
                desks.report(seat.station(), report, now);
                return ledger.inWork(seat.station()).stream()
                        .filter(card -> claims.claim(card.number(), worker, now, now.plus(lease)))
                        .map(this::job)
                        .toList();
            });
        }

        @Override
        public List<StationJob> jobs() {
            return ledger.inWork(seat.station()).stream().map(this::job).toList();
        }

        private StationJob job(Personalization card) {
            return job(card, jam(card));
        }

        private StationJob job(Personalization card, Optional<MailerJam> jam) {
            PinRules rules = profiles.get(card.profile()).pin();
            Tries tries = new Tries(
                    rules.tries(),
                    rules.unblocking().map(PinRules.Unblocking::tries).orElse(0));
            return new StationJob(
                    card.number(),
                    card.application(),
                    card.chip(),
                    card.operator(),
                    card.state(),
                    card.pinRound(),
                    card.version(),
                    rules.digits(),
                    tries,
                    originOf(card),
                    jam,
                    Optional.empty());
        }

        /** A card that never had a PIN has no letter that could be spoiled. */
        private Optional<MailerJam> jam(Personalization card) {
            return card.pinRound() == 0 ? Optional.empty() : jams.open(card.number());
        }

        @Override
        public StationJob keyed(CardStep from, Der publicKey, KeyOrigin origin) {
            return advance(
                    LedgerStep.keyed(from, publicKey),
                    card -> recordOrigin(card, origin),
                    card -> card.publicKey().equals(Optional.of(publicKey)));
        }

        /** That a private key was made beside its card, and that it is gone there, is recorded (B-ISS-03). */
        private void recordOrigin(Personalization card, KeyOrigin origin) {
            if (origin != originOf(card)) {
                throw new Refusal(CardRefusal.STEP_NOT_ALLOWED);
            }
            if (origin == KeyOrigin.IMPORTED) {
                trail.record(LedgerBook.entry("card.keyImported", card)
                        .with("keyErased", "worker ended")
                        .build());
            }
        }

        private KeyOrigin originOf(Personalization card) {
            return switch (profiles.get(card.profile()).keyGeneration()) {
                case ON_CARD -> KeyOrigin.ON_CARD;
                case IMPORT -> KeyOrigin.IMPORTED;
            };
        }

        /** Signing cannot be rolled back: it stands outside the transaction, and finds itself when it is repeated. */
        @Override
        public StationJob certify(CardStep from) {
            try (var scope = scope(seat.actor())) {
                Personalization card = mine(from.number());
                if (isRepeated(card, from, LedgerState.CERTIFIED)) {
                    return job(card).with(certificateOf(card));
                }
                requireAllowed(card, from, LedgerState.CERTIFIED);
                CertificateOrder order = orders.orderOf(card.application());
                IssuedCertificate issued = certificates.issue(new IssueCertificate(
                        card.application(),
                        card.number(),
                        card.profile(),
                        order.subject(),
                        order.companyKey(),
                        new PublicKeyInfo(card.requirePublicKey()),
                        order.product()));
                // The application first, as a revocation does it.
                return inTransaction(() -> {
                    orders.issued(card.application());
                    return advance(
                                    LedgerStep.certified(from, issued.serial()),
                                    certified -> {},
                                    certified -> certified.serial().equals(Optional.of(issued.serial())))
                            .with(forCard(issued));
                });
            }
        }

        @Override
        public CardCertificate certificateOf(CardNumber number) {
            return certificateOf(mine(number));
        }

        private CardCertificate certificateOf(Personalization card) {
            return certificates
                    .ofSerial(card.requireSerial())
                    .map(Counter::forCard)
                    .orElseThrow(() ->
                            new IllegalStateException("the certificate of card " + card.number() + " is unknown"));
        }

        private static CardCertificate forCard(IssuedCertificate issued) {
            return new CardCertificate(
                    issued.der(), issued.notAfter().atZone(Zones.TOKYO).toLocalDate());
        }

        @Override
        public MailerSheet letterOf(CardNumber number) {
            Personalization card = mine(number);
            ServiceProfile profile = profiles.get(card.profile());
            return new MailerSheet(
                    profile.displayName(),
                    profile.sender().company(),
                    number,
                    card.application(),
                    orders.orderOf(card.application()).subject().name());
        }

        @Override
        public String faceOf(CardNumber number) {
            return faces.of(mine(number));
        }

        @Override
        public StationJob written(CardStep from) {
            return advance(LedgerStep.written(from), card -> {}, card -> true);
        }

        @Override
        public StationJob pinSet(CardStep from) {
            return advance(LedgerStep.pinSet(from), card -> {}, card -> true);
        }

        @Override
        public StationJob verified(CardStep from) {
            return advance(LedgerStep.verified(from), this::recordRenewal, card -> true);
        }

        private void recordRenewal(Personalization card) {
            if (card.pinRound() > 1) {
                jams.open(card.number()).ifPresent(jam -> jams.renewed(card.number(), clock.instant()));
                trail.record(LedgerBook.entry("pin.renewed", card)
                        .with("pinRound", card.pinRound())
                        .build());
            }
        }

        /** One step in the ledger, and what goes with it; the same step once more finds what was done the first time. */
        private StationJob advance(
                LedgerStep step, Consumer<Personalization> alongside, Predicate<Personalization> isTheSame) {
            try (var scope = scope(seat.actor())) {
                return inTransaction(() -> {
                    if (!isClaimed(step.from().number())) {
                        mine(step.from().number());
                    }
                    Optional<Personalization> changed = ledger.advance(step, seat.station(), clock.instant());
                    changed.ifPresent(alongside);
                    return changed.map(card -> job(card, isFirstPin(card) ? Optional.empty() : jam(card)))
                            .orElseGet(() -> job(doneBefore(step, isTheSame)));
                });
            }
        }

        /** No letter was there before, that could be spoiled. */
        private static boolean isFirstPin(Personalization card) {
            return card.pinRound() == 1
                    && (card.state() == LedgerState.PIN_SET || card.state() == LedgerState.VERIFIED);
        }

        private Personalization doneBefore(LedgerStep step, Predicate<Personalization> isTheSame) {
            Personalization card = mine(step.from().number());
            if (!isRepeated(card, step.from(), step.next()) || !isTheSame.test(card)) {
                throw new Refusal(CardRefusal.STEP_NOT_ALLOWED);
            }
            return card;
        }

        private boolean isRepeated(Personalization card, CardStep from, LedgerState next) {
            return card.version() == from.version() + 1 && card.state() == next;
        }

        private void requireAllowed(Personalization card, CardStep from, LedgerState next) {
            if (card.version() != from.version() || !card.state().allows(next)) {
                throw new Refusal(CardRefusal.STEP_NOT_ALLOWED);
            }
        }

        @Override
        public void spoil(CardNumber number, String reason) {
            try (var scope = scope(seat.actor())) {
                spoilInWork(number, reason);
            }
        }

        /** Marks a card as spoiled and tells its process. */
        private void spoilInWork(CardNumber number, String reason) {
            inTransaction(() -> {
                Personalization card = mine(number);
                if (card.state().isInWork()) {
                    book.spoil(card, reason);
                    workflow.correlate(
                            CertificateIssuanceProcess.MESSAGE_SPOILED,
                            card.application().value(),
                            ProcessVariables.none());
                    LOG.warn("Card {} is spoiled: {}", number, reason);
                }
                return card;
            });
        }

        @Override
        public void pinShown(CardNumber number, Actor actor) {
            try (var scope = scope(actor)) {
                inTransaction(() -> {
                    Personalization card = mine(number, LedgerState.VERIFIED);
                    ledger.pinShown(number, actor.id(), clock.instant());
                    tasks.participated(card.application().value(), PERSONALIZE, actor);
                    trail.record(LedgerBook.entry("card.pinShown", card)
                            .with("pinRound", card.pinRound())
                            .build());
                    return card;
                });
            }
        }

        @Override
        public void sealed(CardNumber number, Actor actor) {
            try (var scope = scope(actor)) {
                inTransaction(() -> {
                    Personalization card = mine(number, LedgerState.VERIFIED);
                    ledger.sealed(number, actor.id(), clock.instant());
                    Personalization sealed = book.save(card.mailerPrinted());
                    tasks.participated(card.application().value(), PERSONALIZE, actor);
                    trail.record(LedgerBook.entry("card.personalized", sealed)
                            .change(card.state(), sealed.state())
                            .build());
                    workflow.correlate(
                            CertificateIssuanceProcess.MESSAGE_PERSONALIZED,
                            card.application().value(),
                            ProcessVariables.with(
                                            CERTIFICATE_SERIAL,
                                            card.requireSerial().hex())
                                    .and(CARD_NUMBER, number.value()));
                    return sealed;
                });
            }
        }

        @Override
        public void jammed(CardNumber number, Actor actor, String reason) {
            String why = Reasons.withoutPin(reason);
            try (var scope = scope(actor)) {
                inTransaction(() -> {
                    Personalization card = mine(number, LedgerState.VERIFIED);
                    jams.report(number, card.pinRound(), why, actor.id(), clock.instant());
                    tasks.participated(card.application().value(), PERSONALIZE, actor);
                    trail.record(LedgerBook.entry("pin.mailerJammed", card)
                            .reason(why)
                            .with("pinRound", card.pinRound())
                            .build());
                    return card;
                });
            }
        }

        @Override
        public void mailerDestroyed(CardNumber number, Actor actor) {
            try (var scope = scope(actor)) {
                inTransaction(() -> {
                    Personalization card = mine(number, LedgerState.VERIFIED);
                    MailerJam jam = jams.open(number)
                            .filter(open -> !open.isMailerDestroyed())
                            .orElseThrow(() -> new Refusal(CardRefusal.NO_JAM));
                    if (jam.reportedBy().equals(actor.id())) {
                        throw new Refusal(CardRefusal.OWN_JAM);
                    }
                    jams.destroyed(number, actor.id(), clock.instant());
                    trail.record(LedgerBook.entry("pin.mailerDestroyed", card)
                            .with("pinRound", jam.pinRound())
                            .with("reportedBy", jam.reportedBy())
                            .build());
                    return card;
                });
            }
        }

        @Override
        public void givenUp(CardNumber number, Actor actor, String reason) {
            String why = Reasons.withoutPin(reason);
            try (var scope = scope(actor)) {
                if (!mine(number).state().isInWork()) {
                    throw new Refusal(CardRefusal.STEP_NOT_ALLOWED);
                }
                spoilInWork(number, why);
            }
        }

        private Personalization mine(CardNumber number, LedgerState state) {
            Personalization card = mine(number);
            if (card.state() != state) {
                throw new Refusal(CardRefusal.STEP_NOT_ALLOWED);
            }
            return card;
        }

        /** A card of this station that no other worker has taken. */
        private Personalization mine(CardNumber number) {
            Personalization card = ledger.find(number).orElseThrow(() -> new Refusal(CardRefusal.UNKNOWN_CARD));
            if (!card.station().equals(seat.station())) {
                throw new Refusal(CardRefusal.OTHER_STATION);
            }
            if (!isClaimed(number)) {
                throw new Refusal(CardRefusal.CLAIMED_ELSEWHERE);
            }
            return card;
        }

        private boolean isClaimed(CardNumber number) {
            return seat.worker()
                    .filter(worker -> !claims.isHeldBy(number, worker))
                    .isEmpty();
        }
    }
}
