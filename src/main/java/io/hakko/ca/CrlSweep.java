package io.hakko.ca;

import io.hakko.workflow.Sweep;
import org.springframework.stereotype.Component;

/** A new CRL of every authority at least as often as its profile says, every 24 hours at the longest (B-RVK-13). */
@Component
class CrlSweep implements Sweep {

    private final Authorities authorities;
    private final NumberedCrls crls;

    CrlSweep(Authorities authorities, NumberedCrls crls) {
        this.authorities = authorities;
        this.crls = crls;
    }

    @Override
    public String name() {
        return "crl";
    }

    @Override
    public void sweep() {
        authorities.all().forEach(authority -> crls.requestDue(authority.id()));
    }
}
