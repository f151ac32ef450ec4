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
import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSession;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.MailerJam;
import io.hakko.card.domain.MailerJams;
import io.hakko.card.domain.Personalization;
import io.hakko.card.domain.Tries;
import io.hakko.policy.PinRules;
import io.hakko.policy.Profiles;
import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Der;
import io.hakko.shared.Outage;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.Tasks;
import io.hakko.workflow.Workflow;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The card station of this node: makes the cards that lie in its reader, step by step, and records each step as soon as
 * it is done. It alone knows a PIN, between setting it and the sealing of the PIN letter, in memory (A-PIN-01, D-07).
 *
 * <p>A card that fails at any step is spoiled; so is one that is gone when it is to be gone on with. A card that waits in
 * the ledger as ordered may be put back into the reader at any time, and so may one that is to get a new PIN because its
 * PIN letter was spoiled.
 */
@Service
public class Station {

    private static final Logger LOG = LoggerFactory.getLogger(Station.class);
    private static final int CHALLENGE_BYTES = 32;
    private static final String PERSONALIZE = "personalize";

    /** As many digits as the shortest PIN has, perhaps in groups. */
    private static final Pattern DIGITS_LIKE_A_PIN = Pattern.compile("[0-9](?:[-‐‑−– ]?[0-9]){5}");

    private final Ledger ledger;
    private final LedgerBook book;
    private final MailerJams jams;
    private final CardReader reader;
    private final CertificateOrders orders;
    private final Certificates certificates;
    private final Profiles profiles;
    private final Workflow workflow;
    private final Tasks tasks;
    private final AuditTrail trail;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final String name;
    private final PinVault vault = new PinVault();
    private final SecureRandom random = new SecureRandom();
    private final Map<CardNumber, Violation> problems = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    Station(
            Ledger ledger,
            LedgerBook book,
            MailerJams jams,
            CardReader reader,
            CertificateOrders orders,
            Certificates certificates,
            Profiles profiles,
            Workflow workflow,
            Tasks tasks,
            AuditTrail trail,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${hakko.station.name:station-1}") String name) {
        this.ledger = ledger;
        this.book = book;
        this.jams = jams;
        this.reader = reader;
        this.orders = orders;
        this.certificates = certificates;
        this.profiles = profiles;
        this.workflow = workflow;
        this.tasks = tasks;
        this.trail = trail;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.name = name;
    }

    /** Works on every card of this station as far as it can be worked on now. Harmless when there is nothing to do. */
    public void workOnce() {
        lock.lock();
        try (var scope = stationScope(Actor.STATION)) {
            List<Personalization> cards = ledger.inWork(name);
            vault.forgetAllBut(cards.stream().map(Personalization::number).collect(Collectors.toSet()));
            if (reader.isConnected()) {
                cards.forEach(this::attend);
            }
        } finally {
            lock.unlock();
        }
    }

    private static AuditScope.Open stationScope(Actor actor) {
        return AuditScope.open(actor, CertificateIssuanceProcess.KEY, Element.gateway_personalization.name());
    }

    private void attend(Personalization card) {
        Optional<MailerJam> jam = jams.open(card.number());
        if (vault.has(card.number())
                || jam.filter(open -> !open.isMailerDestroyed()).isPresent()) {
            return;
        }
        try {
            workOrSpoil(card, jam.isPresent());
            problems.remove(card.number());
        } catch (Refusal refused) {
            report(card, refused.violations().get(0), refused);
        } catch (Outage outage) {
            report(card, Violation.at("", outage.code()), outage);
        } catch (RuntimeException failed) {
            report(card, Violation.at("", CardRefusal.STATION_WAITS), failed);
        }
    }

    private void workOrSpoil(Personalization card, boolean awaitedForItsNewPin) {
        if (reader.inserted().equals(Optional.of(card.chip()))) {
            try {
                work(card);
            } catch (CardFault fault) {
                spoil(card.number(), reasonOf(fault));
            }
        } else if (awaitedForItsNewPin) {
            throw new Refusal(CardRefusal.CARD_AWAITED, card.chip().value());
        } else if (card.state() != LedgerState.RESERVED) {
            spoil(card.number(), "カードが読取装置にない");
        }
    }

    /** Not the card's fault: it waits, and the page says why. Logged once, not at every round. */
    private void report(Personalization card, Violation problem, RuntimeException cause) {
        if (!problem.equals(problems.put(card.number(), problem))) {
            LOG.warn("Card {} waits at the station", card.number(), cause);
        }
    }

    private static String reasonOf(CardFault fault) {
        String what = switch (fault.kind()) {
            case ABSENT -> "カードが途中で読取装置からなくなった";
            case FAILED -> "カードが誤りを返したか、応答しなかった";
            case WRONG_CARD -> "指定と違うカードであった";
        };
        return what + "（" + fault.getMessage() + "）";
    }

    private void work(Personalization waiting) {
        try (CardSession session = reader.open()) {
            if (!session.chip().equals(waiting.chip())) {
                throw new CardFault(CardFault.Kind.WRONG_CARD, "continue");
            }
            Personalization card = withoutLostPin(waiting);
            while (card.state() != LedgerState.VERIFIED) {
                card = step(session, card);
            }
        }
    }

    /** The PIN went with the memory that knew it; the card gets a new one. */
    private Personalization withoutLostPin(Personalization card) {
        boolean lost = card.state() == LedgerState.PIN_SET || card.state() == LedgerState.VERIFIED;
        return lost ? save(card.written()) : card;
    }

    private Personalization step(CardSession session, Personalization card) {
        return switch (card.state()) {
            case RESERVED -> generateKey(session, card);
            case KEYED -> certify(card);
            case CERTIFIED -> write(session, card);
            case WRITTEN -> setPin(session, card);
            default -> throw new IllegalStateException("no step follows " + card.state());
        };
    }

    private Personalization generateKey(CardSession session, Personalization card) {
        if (!session.isBlank()) {
            throw new CardFault(CardFault.Kind.WRONG_CARD, "card is not blank");
        }
        return save(card.keyed(Der.of(session.generateKey(tries(card)).getEncoded())));
    }

    private Personalization certify(Personalization card) {
        CertificateOrder order = orders.orderOf(card.application());
        IssuedCertificate issued = certificates.issue(new IssueCertificate(
                card.application(),
                card.number(),
                card.profile(),
                order.subject(),
                order.companyKey(),
                new PublicKeyInfo(card.requirePublicKey()),
                order.product()));
        return inTransaction(() -> {
            orders.issued(card.application());
            return book.save(card.certified(issued.serial()));
        });
    }

    private Personalization write(CardSession session, Personalization card) {
        IssuedCertificate issued = certificateOf(card);
        byte[] certificate = issued.der().bytes();
        session.write(card.number(), issued.notAfter().atZone(Zones.TOKYO).toLocalDate(), certificate);
        boolean same = session.certificate()
                .map(read -> Arrays.equals(read, certificate))
                .orElse(false);
        if (!same) {
            throw new CardFault(CardFault.Kind.FAILED, "read back the certificate");
        }
        return save(card.written());
    }

    private Personalization setPin(CardSession session, Personalization card) {
        PinVault.Secret secret = vault.make(pinRules(card).digits(), tries(card).unblockable());
        boolean kept = false;
        try {
            session.setPin(secret.pin(), secret.unblocking());
            Personalization set = save(card.pinSet());
            challenge(session, set, secret.pin());
            vault.keep(set.number(), secret);
            Personalization verified = inTransaction(() -> {
                recordRenewal(set);
                return book.save(set.verified());
            });
            kept = true;
            return verified;
        } finally {
            if (!kept) {
                vault.forget(card.number());
                secret.wipe();
            }
        }
    }

    private void recordRenewal(Personalization card) {
        if (card.pinRound() > 1) {
            jams.open(card.number()).ifPresent(jam -> jams.renewed(card.number(), clock.instant()));
            trail.record(LedgerBook.entry("pin.renewed", card)
                    .with("pinRound", card.pinRound())
                    .build());
        }
    }

    /** The card signs a challenge under the PIN; the signature must verify with the key of its certificate. */
    private void challenge(CardSession session, Personalization card, byte[] pin) {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        byte[] signature = session.sign(pin, challenge);
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(certificateOf(card).der().bytes()))
                    .getPublicKey());
            check.update(challenge);
            if (!check.verify(signature)) {
                throw new CardFault(CardFault.Kind.FAILED, "signature of the challenge");
            }
        } catch (GeneralSecurityException malformed) {
            throw new CardFault(CardFault.Kind.FAILED, "signature of the challenge");
        }
    }

    private IssuedCertificate certificateOf(Personalization card) {
        return certificates
                .ofSerial(card.requireSerial())
                .orElseThrow(
                        () -> new IllegalStateException("the certificate of card " + card.number() + " is unknown"));
    }

    private PinRules pinRules(Personalization card) {
        return profiles.get(card.profile()).pin();
    }

    private Tries tries(Personalization card) {
        PinRules rules = pinRules(card);
        return new Tries(
                rules.tries(),
                rules.unblocking().map(PinRules.Unblocking::tries).orElse(0));
    }

    /**
     * Hands PIN and unblocking value of a finished card to the PIN letter, once.
     *
     * @throws Refusal CONFLICT when they were handed out before, or are gone with a restart of the station
     */
    public void revealPin(CardNumber number, Actor actor, PinReader to) {
        PinVault.Secret secret;
        lock.lock();
        try (var scope = stationScope(actor)) {
            if (!vault.has(number) || vault.wasShown(number)) {
                throw new Refusal(CardRefusal.PIN_GONE);
            }
            inTransaction(() -> {
                Personalization card = require(number, LedgerState.VERIFIED);
                ledger.pinShown(number, actor.id(), clock.instant());
                tasks.participated(card.application().value(), PERSONALIZE, actor);
                trail.record(LedgerBook.entry("card.pinShown", card)
                        .with("pinRound", card.pinRound())
                        .build());
                return card;
            });
            secret = vault.take(number).orElseThrow(() -> new Refusal(CardRefusal.PIN_GONE));
        } finally {
            lock.unlock();
        }
        try {
            to.read(secret.pin(), secret.unblocking());
        } finally {
            secret.wipe();
        }
    }

    /**
     * The PIN letter is sealed: the card goes to inspection.
     *
     * @throws Refusal CONFLICT when this station has not shown the PIN that is on the card
     */
    public void sealed(CardNumber number, Actor actor) {
        lock.lock();
        try (var scope = stationScope(actor)) {
            if (!vault.wasShown(number)) {
                throw new Refusal(CardRefusal.PIN_NOT_SHOWN);
            }
            inTransaction(() -> {
                Personalization card = require(number, LedgerState.VERIFIED);
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
                                        CERTIFICATE_SERIAL, card.requireSerial().hex())
                                .and(CARD_NUMBER, number.value()));
                return sealed;
            });
            vault.forget(number);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The PIN letter was spoiled before it was sealed. The PIN that was shown is void; a new one is set when another
     * person has confirmed that the spoiled letter was destroyed (D-16, A-PIN-01).
     *
     * @throws Refusal at {@code /reason}; CONFLICT when the PIN was not shown or the letter is sealed
     */
    public void reportJam(CardNumber number, Actor actor, String reason) {
        String why = reasonWithoutPin(reason);
        lock.lock();
        try (var scope = stationScope(actor)) {
            if (!vault.wasShown(number)) {
                throw new Refusal(CardRefusal.PIN_NOT_SHOWN);
            }
            inTransaction(() -> {
                Personalization card = require(number, LedgerState.VERIFIED);
                jams.report(number, card.pinRound(), why, actor.id(), clock.instant());
                tasks.participated(card.application().value(), PERSONALIZE, actor);
                trail.record(LedgerBook.entry("pin.mailerJammed", card)
                        .reason(why)
                        .with("pinRound", card.pinRound())
                        .build());
                return card;
            });
            vault.forget(number);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Another person than the one who reported it confirms that a spoiled PIN letter was destroyed; the station then sets a
     * new PIN (D-16).
     *
     * @throws Refusal FORBIDDEN for who reported it; CONFLICT when no letter waits to be destroyed
     */
    public void confirmMailerDestroyed(CardNumber number, Actor actor) {
        lock.lock();
        try (var scope = stationScope(actor)) {
            inTransaction(() -> {
                Personalization card = require(number, LedgerState.VERIFIED);
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
        } finally {
            lock.unlock();
        }
    }

    /** A reason in words: whoever has just read a PIN shall not write it down here. */
    private static String reasonWithoutPin(String reason) {
        String words = reason.strip();
        if (words.isEmpty()) {
            throw Refusal.at("/reason", CardRefusal.REASON_MISSING);
        }
        if (DIGITS_LIKE_A_PIN
                .matcher(Normalizer.normalize(words, Normalizer.Form.NFKC))
                .find()) {
            throw Refusal.at("/reason", CardRefusal.REASON_WITH_DIGITS);
        }
        return words;
    }

    /** Gives up a card that is not finished, for a reason; another one is made. */
    public void giveUp(CardNumber number, Actor actor, String reason) {
        String why = reasonWithoutPin(reason);
        lock.lock();
        try (var scope = stationScope(actor)) {
            boolean inWork =
                    ledger.find(number).map(card -> card.state().isInWork()).orElse(false);
            if (!inWork) {
                throw new Refusal(CardRefusal.STEP_NOT_ALLOWED);
            }
            spoil(number, why);
        } finally {
            lock.unlock();
        }
    }

    /** Reader, inserted card and the cards in work. */
    public StationStatus status() {
        Optional<ChipSerial> inserted = reader.inserted();
        List<StationCard> cards = ledger.inWork(name).stream()
                .map(card -> new StationCard(
                        card.number(),
                        card.application(),
                        card.chip(),
                        card.operator(),
                        card.state(),
                        inserted.equals(Optional.of(card.chip())),
                        vault.has(card.number()) && !vault.wasShown(card.number()),
                        vault.wasShown(card.number()),
                        card.pinRound(),
                        jams.open(card.number()),
                        Optional.ofNullable(problems.get(card.number()))))
                .toList();
        return new StationStatus(name, reader.name(), reader.isConnected(), inserted, cards);
    }

    /** Marks a card as spoiled and tells its process. */
    private void spoil(CardNumber number, String reason) {
        vault.forget(number);
        inTransaction(() -> {
            Personalization card = ledger.find(number).orElseThrow(() -> new Refusal(CardRefusal.UNKNOWN_CARD));
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
        problems.remove(number);
    }

    private Personalization require(CardNumber number, LedgerState state) {
        Personalization card = ledger.find(number).orElseThrow(() -> new Refusal(CardRefusal.UNKNOWN_CARD));
        if (card.state() != state) {
            throw new Refusal(CardRefusal.STEP_NOT_ALLOWED);
        }
        return card;
    }

    private Personalization save(Personalization changed) {
        return inTransaction(() -> book.save(changed));
    }

    private Personalization inTransaction(Supplier<Personalization> work) {
        Personalization result = transaction.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("no card");
        }
        return result;
    }
}
