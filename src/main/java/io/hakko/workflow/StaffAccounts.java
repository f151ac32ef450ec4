package io.hakko.workflow;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accounts of staff: users of the engine and their roles. Every change is in the audit trail. */
@Service
@Transactional
public class StaffAccounts {

    /** Shortest password of a production account, in characters. */
    public static final int PASSWORD_LENGTH = 12;

    private static final int UNKNOWN_PASSWORD_BYTES = 32;
    private static final Pattern USER_ID = Pattern.compile("[a-z][a-z0-9._-]{1,31}");

    private final Engine engine;
    private final IdentityService identity;
    private final AuditTrail audit;

    StaffAccounts(Engine engine, IdentityService identity, AuditTrail audit) {
        this.engine = engine;
        this.identity = identity;
        this.audit = audit;
    }

    /** Whether anybody can sign in. */
    @Transactional(readOnly = true)
    public boolean exist() {
        return engine.call(Actor.PROCESS, () -> identity.createUserQuery().count() > 0);
    }

    @Transactional(readOnly = true)
    public boolean exists(String userId) {
        return engine.call(
                Actor.PROCESS, () -> identity.createUserQuery().userId(userId).count() > 0);
    }

    /**
     * Whether this is the password of that account. Wrong ones are counted by the engine, which locks the account for a while: call
     * it outside of a transaction that may roll back.
     */
    public boolean authenticate(String userId, char[] password) {
        return engine.call(Actor.PROCESS, () -> identity.checkPassword(userId, new String(password)));
    }

    /** Whether an account has one of these roles. */
    @Transactional(readOnly = true)
    public boolean hasAnyRole(String userId, Set<String> roles) {
        return rolesOf(userId).stream().anyMatch(roles::contains);
    }

    /**
     * Adds an account.
     *
     * @param roles ids of groups
     * @param password at least {@link #PASSWORD_LENGTH} characters; kept only as a salted hash
     */
    public void add(String userId, String displayName, Set<String> roles, String password, Actor by) {
        if (!USER_ID.matcher(userId).matches()) {
            throw Refusal.at("/id", StaffRefusal.USER_ID_FORM);
        }
        if (exists(userId)) {
            throw Refusal.at("/id", StaffRefusal.USER_EXISTS, userId);
        }
        requireRoles(roles);
        requireStrength(password);
        engine.run(by, () -> {
            User user = identity.newUser(userId);
            user.setFirstName(displayName);
            user.setLastName("");
            user.setPassword(password);
            identity.saveUser(user);
            roles.forEach(role -> identity.createMembership(userId, role));
        });
        audit.record(AuditEntry.of("staff.added", userId)
                .change("", String.join(",", new TreeSet<>(roles)))
                .with("by", by.id())
                .build());
    }

    /** Takes every role from an account and locks it by an unknown password; the user id stays in the records. */
    public void disable(String userId, Actor by) {
        requireExists(userId);
        List<String> roles = rolesOf(userId);
        engine.run(by, () -> {
            roles.forEach(role -> identity.deleteMembership(userId, role));
            setPassword(userId, unknownPassword());
        });
        audit.record(AuditEntry.of("staff.disabled", userId)
                .change(String.join(",", roles), "")
                .with("by", by.id())
                .build());
    }

    /** Gives an account a new password and unlocks it. */
    public void reset(String userId, String password, Actor by) {
        requireExists(userId);
        requireStrength(password);
        engine.run(by, () -> {
            setPassword(userId, password);
            identity.unlockUser(userId);
        });
        audit.record(
                AuditEntry.of("staff.passwordReset", userId).with("by", by.id()).build());
    }

    private void setPassword(String userId, String password) {
        User user = identity.createUserQuery().userId(userId).singleResult();
        user.setPassword(password);
        identity.saveUser(user);
    }

    private static String unknownPassword() {
        byte[] random = new byte[UNKNOWN_PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    private List<String> rolesOf(String userId) {
        return engine.groupsOf(new Actor(userId)).stream().sorted().toList();
    }

    private void requireExists(String userId) {
        if (!exists(userId)) {
            throw Refusal.at("/id", StaffRefusal.NO_SUCH_USER, userId);
        }
    }

    private void requireRoles(Set<String> roles) {
        if (roles.isEmpty()) {
            throw Refusal.at("/roles", StaffRefusal.ROLE_NEEDED);
        }
        Set<String> known = new TreeSet<>(
                engine.call(Actor.PROCESS, () -> identity.createGroupQuery().list()).stream()
                        .map(Group::getId)
                        .toList());
        for (String role : roles) {
            if (!known.contains(role)) {
                throw Refusal.at("/roles", StaffRefusal.NO_SUCH_ROLE, role, String.join(", ", known));
            }
        }
    }

    private static void requireStrength(String password) {
        if (password.length() < PASSWORD_LENGTH) {
            throw Refusal.at("/password", StaffRefusal.PASSWORD_SHORT, PASSWORD_LENGTH);
        }
    }
}
