package io.hakko.fire;

import io.hakko.application.RegisterArrival.Channel;
import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditScope;
import io.hakko.calendar.MovableClock;
import io.hakko.calendar.Zones;
import io.hakko.card.SimulatedCards;
import io.hakko.card.Station;
import io.hakko.card.domain.CardReader;
import io.hakko.card.integration.FireCards;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.story.CaseSteps;
import io.hakko.workflow.DeadlineCheck;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.StaffAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * What a {@link FireNode} has beside the service: the clock, the reader in another process, the kill points and the
 * commands of the test. Without an annotation, so that no other test finds it.
 */
class FireConfiguration {

    /**
     * The clock goes on where the last node of this home left it; or, with a duration, it is that far ahead of the machine,
     * so that several nodes have the same time.
     */
    @Bean
    @Primary
    MovableClock fireClock(ClockFile file, @Value("${fire.begin}") Instant begin, @Value("${fire.clock}") String kind) {
        if (kind.startsWith("P")) {
            return MovableClock.ahead(Duration.parse(kind));
        }
        Instant now = file.read().filter(known -> known.isAfter(begin)).orElse(begin);
        MovableClock clock = kind.equals("running")
                ? MovableClock.ahead(Duration.between(Clock.systemUTC().instant(), now))
                : MovableClock.at(now);
        KillPoints.lastWords(() -> file.write(clock.instant()));
        return clock;
    }

    @Bean
    ClockFile clockFile(@Value("${hakko.home}") Path home) {
        return new ClockFile(home.resolve("clock"));
    }

    @Bean
    static KillPoints killPoints() {
        return new KillPoints();
    }

    @Bean
    CardProcess.Client remoteCards(@Value("${fire.cards}") int port) {
        return new CardProcess.Client(port);
    }

    @Bean
    CardReader cardReader(CardProcess.Client terminal) {
        return FireCards.piv(terminal.getName(), () -> Optional.of(terminal), terminal.managementKey());
    }

    @Bean
    CaseSteps caseSteps(org.springframework.beans.factory.config.AutowireCapableBeanFactory factory) {
        return CaseSteps.of(factory);
    }

    @Bean
    FireCommand pingCommand() {
        return FireCommand.of("ping", words -> "pong");
    }

    /** Arms a kill point: {@code arm journal.issued.before}. */
    @Bean
    FireCommand armCommand() {
        return FireCommand.of("arm", words -> {
            KillPoints.arm(words.get(0));
            return words.get(0);
        });
    }

    /** Which kill points were passed since the start, in order. */
    @Bean
    FireCommand passedCommand() {
        return FireCommand.of("passed", words -> String.join(" ", KillPoints.passed()));
    }

    /** Makes the accounts of everybody; once for a database. */
    @Bean
    FireCommand engageCommand(StaffAccounts accounts) {
        return FireCommand.of("engage", words -> {
            try (var scope = AuditScope.open(Actor.COMMAND_LINE)) {
                CaseSteps.engage(accounts);
            }
            return "";
        });
    }

    /** {@code arrive aosign-g2 [agent]}: an application arrives; its number. */
    @Bean
    FireCommand arriveCommand(CaseSteps steps) {
        return FireCommand.of(
                "arrive", words -> steps.arrive(words.get(0), Channel.POST).value());
    }

    /** {@code play NUMBER UNTIL}: goes on with a case until the open task or the state named, e.g. INSPECTED. */
    @Bean
    FireCommand playCommand(CaseSteps steps, ClockFile file) {
        return FireCommand.of("play", words -> steps.play(words.get(0), words.get(1), file::write));
    }

    /** {@code step NUMBER}: the next thing somebody has to do about a case; what it was, or nothing. */
    @Bean
    FireCommand stepCommand(CaseSteps steps) {
        return FireCommand.of("step", words -> steps.step(words.get(0)).orElse("nothing"));
    }

    /** {@code revoke NUMBER}: a paper request for the revocation of the case's certificate arrives; its number. */
    @Bean
    FireCommand revokeCommand(CaseSteps steps) {
        return FireCommand.of(
                "revoke",
                words -> steps.requestRevocation(ApplicationNumber.of(words.get(0)))
                        .value());
    }

    /** Sweeps and everything that is due: what a running service does by itself. */
    @Bean
    FireCommand workCommand(EngineTime time) {
        return FireCommand.of("work", words -> {
            time.runDue();
            return "";
        });
    }

    /** The station looks at its reader. */
    @Bean
    FireCommand stationCommand(Station station) {
        return FireCommand.of("station", words -> {
            station.workOnce();
            return station.status().toString();
        });
    }

    /** {@code pass PT24H}: lets time pass from one due moment to the next; people do what they do each day. */
    @Bean
    FireCommand passCommand(CaseSteps steps, ClockFile file) {
        return FireCommand.of("pass", words -> {
            steps.pass(Duration.parse(words.get(0)), file::write);
            return steps.now().toString();
        });
    }

    /** {@code move 2026-12-01T00:00:00Z}: moves the clock and does nothing else. */
    @Bean
    FireCommand moveCommand(EngineTime time, MovableClock clock, ClockFile file) {
        return FireCommand.of("move", words -> {
            Instant to = Instant.parse(words.get(0));
            file.write(to);
            time.moveTo(to);
            return clock.instant().toString();
        });
    }

    @Bean
    FireCommand nowCommand(MovableClock clock) {
        return FireCommand.of(
                "now",
                words -> clock.instant() + " engine "
                        + ClockUtil.getCurrentTime().toInstant());
    }

    @Bean
    FireCommand todayCommand(MovableClock clock) {
        return FireCommand.of(
                "today",
                words -> ZonedDateTime.now(clock.withZone(Zones.TOKYO))
                        .toLocalDate()
                        .toString());
    }

    /** {@code audit verify} of the command line, in this process. */
    @Bean
    FireCommand auditCommand(AuditRecords records) {
        return FireCommand.of("audit", words -> {
            var found = records.verify();
            return found.isSound() ? "sound" : "broken " + found.broken();
        });
    }

    /** What the daily check of deadlines against timers finds. */
    @Bean
    FireCommand deadlinesCommand(DeadlineCheck check) {
        return FireCommand.of("deadlines", words -> check.differences().toString());
    }

    /** The blank or card in the reader. */
    @Bean
    FireCommand insertedCommand(SimulatedCards hand) {
        return FireCommand.of(
                "inserted", words -> hand.inserted().map(Object::toString).orElse("none"));
    }

    /** Where the clock stands, kept for the next start. */
    static final class ClockFile {
        private final Path file;

        ClockFile(Path file) {
            this.file = file;
        }

        Optional<Instant> read() {
            try {
                return Files.exists(file)
                        ? Optional.of(Instant.parse(Files.readString(file).strip()))
                        : Optional.empty();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        void write(Instant at) {
            try {
                Path next = Files.createTempFile(Files.createDirectories(file.getParent()), "clock", ".new");
                Files.writeString(next, at.toString());
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
