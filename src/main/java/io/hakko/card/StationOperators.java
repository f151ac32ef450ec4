package io.hakko.card;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.card.domain.StationDesks;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.workflow.StaffAccounts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * People who are signed in at stations that stand elsewhere. A station hands on what was typed once, and gets a token
 * that is good at this station only, for half an hour after it was used last.
 */
@Service
public class StationOperators {

    /** Key of what the trail says of stations. */
    public static final String STATION = "station";

    /** Roles that have work at a station. */
    public static final String ISSUER = "issuer";

    public static final String INSPECTOR = "inspector";

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final int TOKEN_BYTES = 32;

    private final StaffAccounts accounts;
    private final StationDesks desks;
    private final AuditTrail trail;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    StationOperators(
            StaffAccounts accounts,
            StationDesks desks,
            AuditTrail trail,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.desks = desks;
        this.trail = trail;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Somebody has signed in. */
    public record SignedIn(String token, Set<String> roles) {
        public SignedIn {
            roles = Set.copyOf(roles);
        }

        @Override
        public String toString() {
            return "signed in as " + roles;
        }
    }

    /**
     * Signs a person in at a station.
     *
     * @throws Refusal FORBIDDEN when it is not the password, or the person has no work at a station
     */
    public SignedIn signIn(Seat seat, String user, String password) {
        // The engine counts wrong passwords, in a transaction of its own.
        if (user.isEmpty() || !accounts.authenticate(user, password.toCharArray())) {
            record(seat, "station.signInFailed", user);
            throw new Refusal(CardRefusal.SIGN_IN_FAILED);
        }
        Set<String> roles = Stream.of(ISSUER, INSPECTOR)
                .filter(role -> accounts.hasAnyRole(user, Set.of(role)))
                .collect(Collectors.toSet());
        if (roles.isEmpty()) {
            throw new Refusal(CardRefusal.STATION_STAFF_ONLY);
        }
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            desks.signIn(hash(token), seat.station(), user, now, now.plus(IDLE));
            recordInTransaction(seat, "station.signedIn", user);
        });
        return new SignedIn(token, roles);
    }

    private void record(Seat seat, String event, String user) {
        transaction.executeWithoutResult(status -> recordInTransaction(seat, event, user));
    }

    private void recordInTransaction(Seat seat, String event, String user) {
        try (var scope = AuditScope.open(seat.actor())) {
            trail.record(AuditEntry.of(event, STATION)
                    .with("station", seat.station())
                    .with("user", user.substring(0, Math.min(user.length(), 64)))
                    .build());
        }
    }

    /**
     * Who is signed in at a station under a token, if somebody is.
     *
     * @throws Refusal FORBIDDEN when the person has none of these roles now
     */
    public Optional<Actor> signedIn(Seat seat, String token, String... roles) {
        Instant now = clock.instant();
        Optional<String> person = desks.signedIn(hash(token), seat.station(), now, now.plus(IDLE));
        if (person.filter(user -> !accounts.hasAnyRole(user, Set.of(roles))).isPresent()) {
            throw new Refusal(roles.length == 1 ? CardRefusal.ISSUER_ONLY : CardRefusal.STATION_STAFF_ONLY);
        }
        return person.map(Actor::new);
    }

    public void signOut(Seat seat, String token) {
        desks.signOut(hash(token), seat.station());
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
