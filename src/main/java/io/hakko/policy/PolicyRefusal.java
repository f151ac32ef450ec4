package io.hakko.policy;

import io.hakko.shared.RefusalCode;

/** Why a question to a service profile is refused. */
public enum PolicyRefusal implements RefusalCode {
    /** There is no service of this id. */
    UNKNOWN_PROFILE("policy.unknownProfile"),
    /** The service exists, but no version of it is in force on that day. */
    NOT_IN_FORCE("policy.notInForce"),
    /** There is no such version of the service. */
    UNKNOWN_VERSION("policy.unknownVersion"),
    /** The service does not sell this product. */
    UNKNOWN_PRODUCT("policy.unknownProduct"),
    /** The service knows no such reason of revocation. */
    UNKNOWN_REASON("policy.unknownReason"),
    /** The service knows no such kind of paper. */
    UNKNOWN_PAPER("policy.unknownPaper"),
    /** The service knows no such text module. */
    UNKNOWN_TEXT("policy.unknownText");

    private final String key;

    PolicyRefusal(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
