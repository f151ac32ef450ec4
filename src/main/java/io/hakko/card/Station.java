package io.hakko.card;

import io.hakko.card.domain.CardCertificate;
import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardOnTable;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSecrets;
import io.hakko.card.domain.CardSession;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.MailerJam;
import io.hakko.card.domain.MailerPrinter;
import io.hakko.card.domain.MailerSheet;
import io.hakko.card.domain.PrinterFault;
import io.hakko.card.domain.ReaderReport;
import io.hakko.card.domain.SecretLost;
import io.hakko.card.domain.StationJob;
import io.hakko.card.domain.StationOffice;
import io.hakko.shared.Actor;
import io.hakko.shared.AtStation;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Der;
import io.hakko.shared.Outage;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The card station: makes the cards that lie in its reader, step by step, and has each step recorded as soon as it is
 * done. What is secret is known to its {@link CardSecrets} alone, in this process or in one for each card. The ledger is kept
 * by its {@link StationOffice}, in this process or elsewhere.
 *
 * <p>A card that fails at any step is spoiled; so is one that is gone when it is to be gone on with. A card that waits in
 * the ledger as ordered may be put back into the reader at any time, and so may one that is to get a new PIN because its
 * PIN letter was spoiled.
 *
 * <p>Who seals the letter of one card does not wait for the reader, where the next card may be making its key.
 */
@Service
@AtStation
public class Station {

    private static final Logger LOG = LoggerFactory.getLogger(Station.class);
    private static final int CHALLENGE_BYTES = 32;

    private final StationOffice office;
    private final CardReader reader;
    private final CardSecrets secrets;
    private final SecureRandom random = new SecureRandom();
    private final Map<CardNumber, Violation> problems = new ConcurrentHashMap<>();
    private final ReentrantLock round = new ReentrantLock();
    private final CardTurns turns = new CardTurns();

    /** Cards that somebody has done something about since this round's jobs were asked for: what these say of them is old. */
    private final Set<CardNumber> overtaken = ConcurrentHashMap.newKeySet();

    /** Of the PIN that waits here for its letter: the round in which it was set. */
    private final Map<CardNumber, Integer> rounds = new ConcurrentHashMap<>();

    /** What the reader is busy with, so that nobody has to ask the reader. */
    private volatile Optional<ChipSerial> onTable = Optional.empty();

    Station(StationOffice office, CardReader reader, CardSecrets secrets) {
        this.office = office;
        this.reader = reader;
        this.secrets = secrets;
    }

    /** Works on every card of this station as far as it can be worked on now. Harmless when there is nothing to do. */
    public void workOnce() {
        round.lock();
        try {
            overtaken.clear();
            List<StationJob> cards = office.claim(this::report);
            Set<CardNumber> numbers = cards.stream().map(StationJob::number).collect(Collectors.toSet());
            secrets.forgetAllBut(numbers);
            rounds.keySet().retainAll(numbers);
            if (reader.isConnected()) {
                cards.forEach(card -> turns.take(card.number(), () -> attend(card)));
            }
        } finally {
            round.unlock();
        }
    }

    /** What people do about a card. A round that is under way leaves that card alone. */
    private void act(CardNumber number, Runnable work) {
        turns.take(number, () -> {
            try {
                work.run();
            } finally {
                overtaken.add(number);
            }
        });
    }

    /** What the office cannot see for itself. */
    private ReaderReport report() {
        return new ReaderReport(reader.name(), reader.isConnected(), reading());
    }

    private Optional<ReaderReport.Reading> reading() {
        if (reader.inserted().isEmpty()) {
            return Optional.empty();
        }
        try (CardSession session = reader.open()) {
            boolean blank = session.isBlank();
            return Optional.of(new ReaderReport.Reading(
                    session.chip(),
                    blank,
                    blank ? Optional.empty() : session.number(),
                    blank
                            ? Optional.empty()
                            : session.certificate()
                                    .filter(der -> der.length > 0)
                                    .map(Der::of)));
        } catch (CardFault unreadable) {
            return Optional.empty();
        }
    }

    private void attend(StationJob card) {
        Optional<MailerJam> jam = card.jam();
        if (overtaken.contains(card.number())
                || isFinished(card)
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

    /** Made, and its PIN waits here. If the ledger has forgotten that, as after a crash of its database, it is not. */
    private boolean isFinished(StationJob card) {
        return card.state() == LedgerState.VERIFIED
                && secrets.has(card.number())
                && Integer.valueOf(card.pinRound()).equals(rounds.get(card.number()));
    }

    private void workOrSpoil(StationJob card, boolean awaitedForItsNewPin) {
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
    private void report(StationJob card, Violation problem, RuntimeException cause) {
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

    private void work(StationJob waiting) {
        secrets.requireReady();
        onTable = Optional.of(waiting.chip());
        try (CardOnTable table = new CardOnTable(reader, waiting.chip())) {
            table.session();
            StationJob card = withoutLostPin(waiting);
            Making making = new Making(table, card.number());
            while (card.state() != LedgerState.VERIFIED) {
                card = step(making, card);
            }
        } finally {
            onTable = Optional.empty();
        }
    }

    /** A card on the table, and its certificate once it is known. */
    private final class Making {
        private final CardOnTable table;
        private final CardNumber number;
        private Optional<CardCertificate> issued = Optional.empty();

        private Making(CardOnTable table, CardNumber number) {
            this.table = table;
            this.number = number;
        }

        private CardCertificate certificate() {
            CardCertificate known = issued.orElseGet(() -> office.certificateOf(number));
            issued = Optional.of(known);
            return known;
        }
    }

    /** The PIN went with the memory that knew it; the card gets a new one. */
    private StationJob withoutLostPin(StationJob card) {
        boolean lost = card.state() == LedgerState.PIN_SET || card.state() == LedgerState.VERIFIED;
        return lost ? office.written(card.step()) : card;
    }

    private StationJob step(Making making, StationJob card) {
        return switch (card.state()) {
            case RESERVED -> generateKey(making.table, card);
            case KEYED -> certify(making, card);
            case CERTIFIED -> write(making, card);
            case WRITTEN -> setPin(making, card);
            default -> throw new IllegalStateException("no step follows " + card.state());
        };
    }

    private StationJob generateKey(CardOnTable table, StationJob card) {
        CardSession session = table.session();
        if (!session.isBlank()) {
            throw new CardFault(CardFault.Kind.WRONG_CARD, "card is not blank");
        }
        RSAPublicKey key = switch (card.keyOrigin()) {
            case ON_CARD -> session.generateKey(card.tries());
            case IMPORTED -> imported(table, card);
        };
        return office.keyed(card.step(), Der.of(key.getEncoded()), card.keyOrigin());
    }

    private RSAPublicKey imported(CardOnTable table, StationJob card) {
        if (!secrets.mayMakeKeys()) {
            throw new Refusal(CardRefusal.KEY_NEEDS_WORKER);
        }
        return secrets.importKey(table, card.tries());
    }

    private StationJob certify(Making making, StationJob card) {
        StationJob certified = office.certify(card.step());
        making.issued = certified.certificate();
        return certified;
    }

    private StationJob write(Making making, StationJob card) {
        CardSession session = making.table.session();
        CardCertificate issued = making.certificate();
        byte[] certificate = issued.der().bytes();
        session.write(card.number(), issued.expiry(), certificate);
        boolean same = session.certificate()
                .map(read -> Arrays.equals(read, certificate))
                .orElse(false);
        if (!same) {
            throw new CardFault(CardFault.Kind.FAILED, "read back the certificate");
        }
        return office.written(card.step());
    }

    private StationJob setPin(Making making, StationJob card) {
        boolean kept = false;
        try {
            secrets.setPin(
                    making.table, card.number(), card.pinDigits(), card.tries().unblockable());
            StationJob set = office.pinSet(card.step());
            challenge(making);
            StationJob verified = office.verified(set.step());
            rounds.put(card.number(), verified.pinRound());
            kept = true;
            return verified;
        } finally {
            if (!kept) {
                secrets.forget(card.number());
            }
        }
    }

    /** The card signs a challenge under the PIN; the signature must verify with the key of its certificate. */
    private void challenge(Making making) {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        byte[] signature = secrets.sign(making.table, making.number, challenge);
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(making.certificate().der().bytes()))
                    .getPublicKey());
            check.update(challenge);
            if (!check.verify(signature)) {
                throw new CardFault(CardFault.Kind.FAILED, "signature of the challenge");
            }
        } catch (GeneralSecurityException malformed) {
            throw new CardFault(CardFault.Kind.FAILED, "signature of the challenge");
        }
    }

    /**
     * Hands PIN and unblocking value of a finished card to the PIN letter, once.
     *
     * @throws Refusal CONFLICT when they were handed out before, or are gone with a restart of the station
     */
    public void revealPin(CardNumber number, Actor actor, PinReader to) {
        handOut(number, actor);
        try {
            secrets.show(number, to::read);
        } catch (SecretLost gone) {
            secrets.forget(number);
            throw goneWith(gone);
        }
    }

    private static Refusal goneWith(SecretLost gone) {
        Refusal refusal = new Refusal(CardRefusal.PIN_GONE);
        refusal.initCause(gone);
        return refusal;
    }

    private void handOut(CardNumber number, Actor actor) {
        act(number, () -> {
            requireWaiting(number);
            office.pinShown(number, actor);
            requireWaiting(number);
            try {
                secrets.markShown(number);
            } catch (SecretLost gone) {
                throw goneWith(gone);
            }
        });
    }

    private void requireWaiting(CardNumber number) {
        if (!secrets.has(number) || secrets.wasShown(number)) {
            throw new Refusal(CardRefusal.PIN_GONE);
        }
    }

    /**
     * Asks the printer for the PIN letter of a finished card. The caller closes the paper.
     *
     * @throws PrinterFault when it cannot print now; the PIN still waits
     * @throws Refusal CONFLICT when the PIN is gone
     */
    CardSecrets.Paper paper(CardNumber number, MailerPrinter printer) {
        requireWaiting(number);
        try {
            return secrets.paper(number, printer);
        } catch (SecretLost gone) {
            throw goneWith(gone);
        }
    }

    /**
     * Hands PIN and unblocking value of a finished card to the printer, once. From then on whatever goes wrong spoils the letter.
     *
     * @throws PrinterFault JAMMED when it is not certain that the letter is out
     * @throws Refusal as {@link #revealPin}
     */
    void printPin(CardNumber number, Actor actor, CardSecrets.Paper paper, MailerSheet sheet) {
        handOut(number, actor);
        try {
            paper.print(sheet);
        } catch (PrinterFault fault) {
            throw fault;
        } catch (RuntimeException failed) {
            // Its words are not passed on: they may quote what was to be printed.
            throw new PrinterFault(PrinterFault.Kind.JAMMED, failed.getClass().getSimpleName());
        }
    }

    /**
     * The PIN letter is sealed: the card goes to inspection.
     *
     * @throws Refusal CONFLICT when this station has not shown the PIN that is on the card
     */
    public void sealed(CardNumber number, Actor actor) {
        act(number, () -> {
            requireShown(number);
            office.sealed(number, actor);
            secrets.forget(number);
        });
    }

    private void requireShown(CardNumber number) {
        if (!secrets.wasShown(number)) {
            throw new Refusal(CardRefusal.PIN_NOT_SHOWN);
        }
    }

    /**
     * The PIN letter was spoiled before it was sealed. The PIN that was shown is void; a new one is set when another
     * person has confirmed that the spoiled letter was destroyed (D-16, A-PIN-01).
     *
     * @throws Refusal at {@code /reason}; CONFLICT when the PIN was not shown or the letter is sealed
     */
    public void reportJam(CardNumber number, Actor actor, String reason) {
        String why = Reasons.withoutPin(reason);
        act(number, () -> {
            requireShown(number);
            office.jammed(number, actor, why);
            secrets.forget(number);
        });
    }

    /**
     * Another person than the one who reported it confirms that a spoiled PIN letter was destroyed; the station then sets a
     * new PIN (D-16).
     *
     * @throws Refusal FORBIDDEN for who reported it; CONFLICT when no letter waits to be destroyed
     */
    public void confirmMailerDestroyed(CardNumber number, Actor actor) {
        act(number, () -> {
            office.mailerDestroyed(number, actor);
        });
    }

    /** Gives up a card that is not finished, for a reason; another one is made. */
    public void giveUp(CardNumber number, Actor actor, String reason) {
        String why = Reasons.withoutPin(reason);
        act(number, () -> {
            office.givenUp(number, actor, why);
            secrets.forget(number);
            problems.remove(number);
        });
    }

    /**
     * What the card printer puts on the face of a card.
     *
     * @return SVG
     * @throws Refusal NOT_FOUND when there is no such card; CONFLICT before its certificate is issued
     */
    public String face(CardNumber number) {
        return office.faceOf(number);
    }

    /** Reader, inserted card and the cards in work. */
    public StationStatus status() {
        Optional<ChipSerial> inserted = onTable.or(reader::inserted);
        List<StationCard> cards = office.jobs().stream()
                .map(card -> new StationCard(
                        card.number(),
                        card.application(),
                        card.chip(),
                        card.operator(),
                        card.state(),
                        inserted.equals(Optional.of(card.chip())),
                        secrets.has(card.number()) && !secrets.wasShown(card.number()),
                        secrets.wasShown(card.number()),
                        card.pinRound(),
                        card.jam(),
                        Optional.ofNullable(problems.get(card.number()))))
                .toList();
        return new StationStatus(office.station(), reader.name(), reader.isConnected(), inserted, cards);
    }

    private void spoil(CardNumber number, String reason) {
        secrets.forget(number);
        office.spoil(number, reason);
        problems.remove(number);
    }
}
