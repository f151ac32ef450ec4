package io.hakko.application.domain;

import java.util.EnumSet;
import java.util.Set;

/** Where an application stands, and where it can go from there. */
public enum ApplicationStatus {
    /** 到着. The papers have arrived. */
    RECEIVED,
    /** 審査中. Reception has entered the application. */
    ENTERED,
    /** 不備. The applicant is asked to correct it. */
    DEFICIENT,
    /** 承諾. Accepted, the price is frozen; from here on it cannot be withdrawn (B-GEN-11). */
    ACCEPTED,
    /** 却下. */
    REJECTED,
    /** 取下げ. */
    WITHDRAWN,
    /** 発行済み. The certificate is issued. */
    ISSUED,
    /** 利用中. The receipt has come. */
    IN_USE,
    /** 失効. */
    REVOKED;

    /** Whether this step exists. */
    public boolean canBecome(ApplicationStatus next) {
        return successors().contains(next);
    }

    /** From where an application comes here. */
    public Set<ApplicationStatus> predecessors() {
        Set<ApplicationStatus> before = EnumSet.noneOf(ApplicationStatus.class);
        for (ApplicationStatus status : values()) {
            if (status.canBecome(this)) {
                before.add(status);
            }
        }
        return before;
    }

    /** Whether nothing has been decided yet, so that the applicant can withdraw. */
    public boolean isOpen() {
        return this == RECEIVED || this == ENTERED || this == DEFICIENT;
    }

    private Set<ApplicationStatus> successors() {
        return switch (this) {
            case RECEIVED -> EnumSet.of(ENTERED, WITHDRAWN);
            case ENTERED -> EnumSet.of(DEFICIENT, ACCEPTED, REJECTED, WITHDRAWN);
            case DEFICIENT -> EnumSet.of(ENTERED, REJECTED, WITHDRAWN);
            case ACCEPTED -> EnumSet.of(ISSUED, REVOKED);
            case ISSUED -> EnumSet.of(IN_USE, REVOKED);
            case IN_USE -> EnumSet.of(REVOKED);
            case REJECTED, WITHDRAWN, REVOKED -> EnumSet.noneOf(ApplicationStatus.class);
        };
    }
}
