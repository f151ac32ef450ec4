package io.hakko.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.SignedData;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Statements that holders sign with their cards: made on the holder's PC, checked by whoever receives them. */
@Component
public class HolderStatements {

    private static final String STATEMENT = "statement";
    private static final String VERSION = "version";
    private static final String CARD_NUMBER = "cardNumber";
    private static final String CERTIFICATE_SERIAL = "certificateSerial";
    private static final String DATE = "date";
    private static final String REASON = "reason";
    private static final String TEXT = "text";
    private static final int FORMAT = 1;

    /** So much the clock of the holder's PC may be ahead. */
    private static final Duration CLOCK_AHEAD = Duration.ofMinutes(10);

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final SignedData messages;

    public HolderStatements(SignedData messages) {
        this.messages = messages;
    }

    /**
     * Signs a statement.
     *
     * @param certificate of the holder, as it stands on the card
     * @param card signs under the holder's PIN
     * @return CMS SignedData with the statement inside
     */
    public Der sign(HolderStatement statement, Der certificate, SignedData.Signer card) {
        return messages.sign(encode(statement), certificate, statement.date(), card);
    }

    private byte[] encode(HolderStatement statement) {
        ObjectNode root = json.createObjectNode()
                .put(STATEMENT, statement.kind().token())
                .put(VERSION, FORMAT)
                .put(CARD_NUMBER, statement.card().value())
                .put(CERTIFICATE_SERIAL, statement.certificate().hex())
                .put(DATE, statement.date().truncatedTo(ChronoUnit.SECONDS).toString());
        statement.reason().ifPresent(code -> root.put(REASON, code));
        root.put(TEXT, statement.text());
        try {
            return json.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The statement in a message, when the holder of this certificate has signed it, about this card, not too long ago.
     *
     * @param message whatever was received
     * @param oldest how old a statement may be
     * @throws Refusal when it is anything else
     */
    public HolderStatement verified(
            byte[] message, HolderStatement.Kind kind, IssuedCertificate issued, Instant now, Duration oldest) {
        HolderStatement statement = decode(proven(message, issued.der()), kind);
        if (!statement.card().equals(issued.card()) || !statement.certificate().equals(issued.serial())) {
            throw new Refusal(HolderRefusal.STATEMENT_OTHER_CARD);
        }
        if (statement.date().isAfter(now.plus(CLOCK_AHEAD))) {
            throw new Refusal(HolderRefusal.STATEMENT_FROM_FUTURE);
        }
        if (statement.date().isBefore(now.minus(oldest))) {
            throw new Refusal(HolderRefusal.STATEMENT_TOO_OLD);
        }
        return statement;
    }

    private byte[] proven(byte[] message, Der certificate) {
        try {
            return messages.verified(message, certificate);
        } catch (SignedData.Unproven unproven) {
            Refusal refusal = new Refusal(
                    switch (unproven.fault()) {
                        case MALFORMED, CONTENT_TYPE -> HolderRefusal.STATEMENT_MALFORMED;
                        case OTHER_SIGNER -> HolderRefusal.STATEMENT_OTHER_SIGNER;
                        case ALGORITHM, SIGNATURE -> HolderRefusal.STATEMENT_FORGED;
                    });
            refusal.initCause(unproven);
            throw refusal;
        }
    }

    private HolderStatement decode(byte[] content, HolderStatement.Kind kind) {
        try {
            JsonNode root = json.readTree(content);
            if (!(root instanceof ObjectNode object) || !members(object).equals(membersOf(kind))) {
                throw malformed();
            }
            if (!kind.token().equals(text(root, STATEMENT))
                    || !root.get(VERSION).equals(json.getNodeFactory().numberNode(FORMAT))) {
                throw malformed();
            }
            return new HolderStatement(
                    kind,
                    CardNumber.of(text(root, CARD_NUMBER)),
                    CertificateSerial.ofHex(text(root, CERTIFICATE_SERIAL)),
                    Instant.parse(text(root, DATE)),
                    root.has(REASON) ? Optional.of(text(root, REASON)) : Optional.empty(),
                    text(root, TEXT));
        } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
            Refusal refusal = malformed();
            refusal.initCause(unreadable);
            throw refusal;
        }
    }

    private static Set<String> members(ObjectNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> membersOf(HolderStatement.Kind kind) {
        Set<String> names = new HashSet<>(Set.of(STATEMENT, VERSION, CARD_NUMBER, CERTIFICATE_SERIAL, DATE, TEXT));
        if (kind == HolderStatement.Kind.REVOCATION_REQUEST) {
            names.add(REASON);
        }
        return names;
    }

    private static String text(JsonNode root, String member) {
        JsonNode found = root.get(member);
        if (!found.isTextual()) {
            throw malformed();
        }
        return found.textValue();
    }

    private static Refusal malformed() {
        return new Refusal(HolderRefusal.STATEMENT_MALFORMED);
    }
}
