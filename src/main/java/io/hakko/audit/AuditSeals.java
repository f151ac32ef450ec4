package io.hakko.audit;

import io.hakko.audit.SealKeys.SealKey;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seals the trail: a key outside the database signs the hashes of what was recorded since the last seal. A chain that does not fit its
 * seals is never sealed.
 */
@Service
@EnableConfigurationProperties(SealProperties.class)
public class AuditSeals {

    private static final Logger LOG = LoggerFactory.getLogger(AuditSeals.class);
    private static final int MOST_ENTRIES = 10_000;

    private final AuditStore entries;
    private final SealStore seals;
    private final SealKeys keys;
    private final SealProperties properties;
    private final Clock clock;
    private final AtomicBoolean broken = new AtomicBoolean();

    AuditSeals(AuditStore entries, SealStore seals, SealKeys keys, SealProperties properties, Clock clock) {
        this.entries = entries;
        this.seals = seals;
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Seals what is not sealed yet, when that is due by its age or number.
     *
     * @throws io.hakko.shared.Outage when the key cannot be used now
     */
    @Transactional
    public void sealDue() {
        Unsealed unsealed = unsealed();
        boolean due = unsealed.entries() >= properties.entries()
                || unsealed.age()
                        .filter(age -> age.compareTo(properties.interval()) >= 0)
                        .isPresent();
        if (due || unsealed.isCut()) {
            sealNow();
        }
    }

    /**
     * Seals everything that is not sealed yet; nothing without a key.
     *
     * @throws io.hakko.shared.Outage when the key cannot be used now
     */
    @Transactional
    public void sealNow() {
        if (!seals.takeTurn()) {
            return;
        }
        Optional<SealKey> key = keys.current();
        if (key.isEmpty()) {
            return;
        }
        boolean more = true;
        while (more) {
            more = sealNext(key.get());
        }
    }

    /** What is not sealed yet. */
    @Transactional(readOnly = true)
    public Unsealed unsealed() {
        long sealed = seals.lastSealed();
        return new Unsealed(
                entries.head() - sealed,
                entries.recordedAfter(sealed).map(oldest -> Duration.between(oldest, clock.instant())));
    }

    /** Whether the trail is, or once was, sealed. */
    boolean isSealing() {
        return !keys.certificates().isEmpty() || seals.lastSealed() > 0;
    }

    /** Whether what was to be sealed did not fit the seals. */
    boolean isBroken() {
        return broken.get();
    }

    boolean isOverdue(Unsealed unsealed) {
        return unsealed.age()
                .filter(age -> age.compareTo(properties.overdue()) > 0)
                .isPresent();
    }

    /** Whether there may be more. */
    private boolean sealNext(SealKey key) {
        Optional<Seal> before = seals.last();
        long sealed = before.map(seal -> seal.statement().last()).orElse(0L);
        ChainCheck chain =
                new ChainCheck(sealed, before.map(this::lastHash).orElse(Hash.NONE), any -> Optional.empty());
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        entries.readAfter(sealed, MOST_ENTRIES, entry -> {
            chain.accept(entry);
            hashes.writeBytes(entry.hash().bytes());
        });
        boolean fits = chain.broken().isEmpty() && (hashes.size() > 0 || entries.head() == sealed);
        report(fits, chain);
        if (!fits || hashes.size() == 0) {
            return false;
        }
        seal(key, before, chain.sound(), hashes.toByteArray());
        return hashes.size() == MOST_ENTRIES * Hash.LENGTH;
    }

    private void seal(SealKey key, Optional<Seal> before, long last, byte[] hashes) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SealStatement statement = new SealStatement(
                before.map(seal -> seal.statement().number()).orElse(0L) + 1,
                before.map(seal -> seal.statement().last()).orElse(0L) + 1,
                last,
                now,
                Hash.over(hashes).hex(),
                key.certificate().sha256(),
                before.map(Seal::sha256).orElse(Hash.NONE.hex()));
        seals.enterKey(key.certificate(), now);
        seals.insert(new Seal(statement, key.sign(statement)), hashes);
        byte[] head = Arrays.copyOfRange(hashes, hashes.length - Hash.LENGTH, hashes.length);
        LOG.info(
                "Seal {} of the audit trail: entries {} to {}, the last one {}",
                statement.number(),
                statement.first(),
                statement.last(),
                Hash.of(head).hex());
    }

    private Hash lastHash(Seal seal) {
        byte[] hashes = seals.hashes(seal.statement().number());
        return Hash.of(Arrays.copyOfRange(hashes, hashes.length - Hash.LENGTH, hashes.length));
    }

    private void report(boolean fits, ChainCheck chain) {
        if (broken.getAndSet(!fits) == fits) {
            if (fits) {
                LOG.info("The audit trail fits its seals again");
            } else {
                LOG.error(
                        "The audit trail does not fit its seals behind entry {} and is not sealed; see hakko audit verify",
                        chain.sound());
            }
        }
    }

    /**
     * What is not sealed yet.
     *
     * @param entries how many; negative when sealed ones are not there any more
     * @param age of the oldest one
     */
    public record Unsealed(long entries, Optional<Duration> age) {

        boolean isCut() {
            return entries < 0;
        }
    }
}
