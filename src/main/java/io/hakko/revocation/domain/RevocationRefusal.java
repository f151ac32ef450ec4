package io.hakko.revocation.domain;

import io.hakko.shared.RefusalCode;

/** Why a step of a revocation is refused. */
public enum RevocationRefusal implements RefusalCode {
    CERTIFICATE_MISSING("certificateMissing"),
    CERTIFICATE_UNREADABLE("certificateUnreadable"),
    CERTIFICATE_UNKNOWN("certificateUnknown"),
    ALREADY_REVOKED("alreadyRevoked", Kind.CONFLICT),
    EXPIRED("expired", Kind.CONFLICT),
    REQUEST_OPEN("requestOpen", Kind.CONFLICT),
    REASON_MISSING("reasonMissing"),
    REASON_UNKNOWN("reasonUnknown"),
    EXPLANATION_MISSING("explanationMissing"),
    EXPLANATION_TOO_LONG("explanationTooLong"),
    NOT_A_MANAGER("notAManager", Kind.FORBIDDEN),
    DECISION_MISSING("decisionMissing"),
    DECISION_REASON_MISSING("decisionReasonMissing"),
    OWN_REQUEST("ownRequest", Kind.FORBIDDEN),
    UNKNOWN_REQUEST("unknownRequest", Kind.NOT_FOUND);

    private final String name;
    private final Kind kind;

    RevocationRefusal(String name) {
        this(name, Kind.INVALID);
    }

    RevocationRefusal(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    @Override
    public String key() {
        return "revocation." + name;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
