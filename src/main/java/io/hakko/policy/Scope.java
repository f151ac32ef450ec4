package io.hakko.policy;

/** To which applications a rule applies. */
public enum Scope {
    /** All. */
    ALWAYS,
    /** 法人. */
    CORPORATION,
    /** 登記をしている個人企業. */
    SOLE_PROPRIETOR_REGISTERED,
    /** 登記をしていない個人企業. */
    SOLE_PROPRIETOR_UNREGISTERED,
    /** 商業登記をしていない法人. */
    CORPORATION_UNREGISTERED,
    /** A receiving agent is named. */
    AGENT,
    /** The former name is recorded. */
    FORMER_NAME,
    /** The home address in romaji is recorded. */
    ROMAJI_ADDRESS,
    /** The power of representation is recorded. */
    POWER_OF_REPRESENTATION
}
