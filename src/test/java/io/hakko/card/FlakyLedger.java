package io.hakko.card;

import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.LedgerStep;
import io.hakko.card.domain.Personalization;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.ProfileRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The real ledger, in front of which the process can die: before a state is committed, or right after. */
final class FlakyLedger implements Ledger {

    /** The process is gone. An error, so that nothing of the code under test may handle it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Ledger real;
    private Optional<LedgerState> killBefore = Optional.empty();
    private Optional<LedgerState> killAfter = Optional.empty();

    FlakyLedger(Ledger real) {
        this.real = real;
    }

    void killBeforeCommitOf(LedgerState state) {
        killBefore = Optional.of(state);
    }

    void killAfterCommitOf(LedgerState state) {
        killAfter = Optional.of(state);
    }

    @Override
    public void save(Personalization changed, Instant at) {
        real.save(changed, at);
        changed(changed.state());
    }

    @Override
    public Optional<Personalization> advance(LedgerStep step, String station, Instant at) {
        Optional<Personalization> changed = real.advance(step, station, at);
        changed.map(Personalization::state).ifPresent(this::changed);
        return changed;
    }

    private void changed(LedgerState state) {
        if (killBefore.equals(Optional.of(state))) {
            killBefore = Optional.empty();
            throw new Killed();
        }
        if (killAfter.equals(Optional.of(state))) {
            killAfter = Optional.empty();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    throw new Killed();
                }
            });
        }
    }

    @Override
    public boolean takeChip(
            ChipSerial chip, ApplicationNumber application, String station, String operator, Instant at) {
        return real.takeChip(chip, application, station, operator, at);
    }

    @Override
    public boolean isTaken(ChipSerial chip) {
        return real.isTaken(chip);
    }

    @Override
    public long nextSequence() {
        return real.nextSequence();
    }

    @Override
    public void reserve(
            CardNumber number, ApplicationNumber application, ProfileRef profile, ChipSerial chip, Instant at) {
        real.reserve(number, application, profile, chip, at);
    }

    @Override
    public Optional<Personalization> find(CardNumber number) {
        return real.find(number);
    }

    @Override
    public Optional<Personalization> live(ApplicationNumber application) {
        return real.live(application);
    }

    @Override
    public List<Personalization> all(ApplicationNumber application) {
        return real.all(application);
    }

    @Override
    public List<Personalization> inWork(String station) {
        return real.inWork(station);
    }

    @Override
    public List<Personalization> unsettled(ApplicationNumber application) {
        return real.unsettled(application);
    }

    @Override
    public void settled(CardNumber number, Instant at) {
        real.settled(number, at);
    }

    @Override
    public void pinShown(CardNumber number, String person, Instant at) {
        real.pinShown(number, person, at);
    }

    @Override
    public void sealed(CardNumber number, String person, Instant at) {
        real.sealed(number, person, at);
    }

    @Override
    public void inspectedBy(CardNumber number, String person, Instant at) {
        real.inspectedBy(number, person, at);
    }
}
