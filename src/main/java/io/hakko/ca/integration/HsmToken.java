package io.hakko.ca.integration;

import io.hakko.ca.integration.HsmUnusable.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.Token;
import org.xipki.pkcs11.wrapper.TokenInfo;

/**
 * A token of an HSM, by its label. Whoever works with it gets a session that is logged in. A PIN that was refused is not tried
 * again before its file has changed, and the last try that a token grants is left to people.
 */
final class HsmToken {

    private static final Logger LOG = LoggerFactory.getLogger(HsmToken.class);

    private static final Set<Long> PIN_REFUSED = Set.of(
            PKCS11Constants.CKR_PIN_INCORRECT,
            PKCS11Constants.CKR_PIN_INVALID,
            PKCS11Constants.CKR_PIN_LEN_RANGE,
            PKCS11Constants.CKR_PIN_EXPIRED,
            PKCS11Constants.CKR_PIN_LOCKED);

    private final HsmLibrary library;
    private final String label;
    private final Path pinFile;

    private @Nullable Login login;
    private @Nullable FileTime refused;

    HsmToken(HsmLibrary library, String label, Path pinFile) {
        this.library = library;
        this.label = label;
        this.pinFile = pinFile;
    }

    /** Work on a session of the token. */
    interface Work<T> {
        /** Does it; again when the first try failed. */
        T run(Session session, Map<String, Long> handles) throws PKCS11Exception, HsmUnusable;
    }

    String label() {
        return label;
    }

    /** Works with a session for reading and signing. */
    <T> T work(Work<T> work) throws HsmUnusable {
        return library.call(opening -> login(opening).lend(work), library.patience());
    }

    /** Works with a session that may change the token, for as long as a key pair takes to be made. */
    <T> T change(Work<T> work, Duration longest) throws HsmUnusable {
        return library.call(
                opening -> {
                    Login known = login(opening);
                    Session session = known.token.openSession(true);
                    try {
                        return work.run(session, known.handles);
                    } finally {
                        session.closeSession();
                    }
                },
                longest);
    }

    private synchronized Login login(long opening) throws PKCS11Exception, HsmUnusable {
        Login known = login;
        if (known == null || known.opening != opening) {
            known = logIn(opening, find());
            login = known;
        }
        return known;
    }

    private Token find() throws PKCS11Exception, HsmUnusable {
        List<Token> present = library.tokens();
        Token found = null;
        for (Token token : present) {
            if (token.getTokenInfo().getLabel().strip().equals(label)) {
                if (found != null) {
                    throw new HsmUnusable(
                            Cause.MISFIT, "%s has more than one token with the label %s".formatted(library, label));
                }
                found = token;
            }
        }
        if (found == null) {
            throw new HsmUnusable(
                    Cause.AWAY,
                    "%s shows no token with the label %s (of %d)".formatted(library, label, present.size()));
        }
        return found;
    }

    private Login logIn(long opening, Token token) throws PKCS11Exception, HsmUnusable {
        TokenInfo info = token.getTokenInfo();
        if (info.hasFlagBit(PKCS11Constants.CKF_USER_PIN_LOCKED)) {
            throw pinRefused("is locked");
        }
        if (info.hasFlagBit(PKCS11Constants.CKF_USER_PIN_FINAL_TRY)) {
            throw pinRefused("has one try left, which is left to people");
        }
        FileTime written = pinWritten();
        if (written.equals(refused)) {
            throw pinRefused("was refused and is not tried again before %s changes".formatted(pinFile));
        }
        Session session = token.openSession(false);
        char[] pin = pin();
        try {
            session.login(PKCS11Constants.CKU_USER, pin);
            refused = null;
        } catch (PKCS11Exception e) {
            if (PIN_REFUSED.contains(e.getErrorCode())) {
                refused = written;
                session.closeSession();
                throw pinRefused("was refused (%s)".formatted(e.getErrorName()));
            }
            if (e.getErrorCode() != PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN) {
                throw e;
            }
        } finally {
            Arrays.fill(pin, '\0');
        }
        // The session stays open and is never lent: a token logs out when its last one is closed.
        return new Login(opening, token);
    }

    private HsmUnusable pinRefused(String how) {
        return new HsmUnusable(Cause.PIN_REFUSED, "the PIN of the token %s %s".formatted(label, how));
    }

    private FileTime pinWritten() throws HsmUnusable {
        try {
            return Files.getLastModifiedTime(pinFile);
        } catch (IOException e) {
            throw pinUnreadable();
        }
    }

    /** The first line of the file. */
    private char[] pin() throws HsmUnusable {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(pinFile);
        } catch (IOException e) {
            throw pinUnreadable();
        }
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, end));
        char[] pin = new char[decoded.remaining()];
        decoded.get(pin);
        Arrays.fill(decoded.array(), '\0');
        Arrays.fill(bytes, (byte) 0);
        return pin;
    }

    private HsmUnusable pinUnreadable() {
        return new HsmUnusable(
                Cause.MISFIT, "the file %s with the PIN of the token %s cannot be read".formatted(pinFile, label));
    }

    @Override
    public String toString() {
        return "token " + label + " of " + library;
    }

    /** What belongs to one login: sessions that rest, and handles of objects by label. */
    private static final class Login {

        private final long opening;
        private final Token token;

        private final Deque<Session> resting = new ArrayDeque<>();
        private final Map<String, Long> handles = new ConcurrentHashMap<>();

        Login(long opening, Token token) {
            this.opening = opening;
            this.token = token;
        }

        /** A session whose work failed is closed: after an outage all of them are void. */
        <T> T lend(Work<T> work) throws PKCS11Exception, HsmUnusable {
            Session session = take();
            boolean sound = false;
            try {
                T result = work.run(session, handles);
                sound = true;
                return result;
            } finally {
                if (sound) {
                    giveBack(session);
                } else {
                    close(session);
                }
            }
        }

        private Session take() throws PKCS11Exception {
            synchronized (resting) {
                Session session = resting.poll();
                if (session != null) {
                    return session;
                }
            }
            return token.openSession(false);
        }

        private void giveBack(Session session) {
            synchronized (resting) {
                resting.push(session);
            }
        }

        private static void close(Session session) {
            try {
                session.closeSession();
            } catch (PKCS11Exception gone) {
                LOG.debug("A session was gone: {}", gone.getErrorName());
            }
        }
    }
}
