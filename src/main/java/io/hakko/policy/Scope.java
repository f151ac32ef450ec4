package io.hakko.policy;

import java.util.EnumSet;
import java.util.Set;

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
    /** A foreign resident's 通称名 is recorded. */
    ALIAS,
    /** The home address in romaji is recorded. */
    ROMAJI_ADDRESS,
    /** The power of representation is recorded. */
    POWER_OF_REPRESENTATION;

    private static final Set<Scope> COMPANY_KINDS =
            EnumSet.of(CORPORATION, SOLE_PROPRIETOR_REGISTERED, SOLE_PROPRIETOR_UNREGISTERED, CORPORATION_UNREGISTERED);

    /** Whether it is a kind of company; every application is of exactly one. */
    public boolean isCompanyKind() {
        return COMPANY_KINDS.contains(this);
    }
}
