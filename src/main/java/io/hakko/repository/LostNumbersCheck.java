package io.hakko.repository;

import io.hakko.ca.Authorities;
import io.hakko.ca.Crls;
import io.hakko.repository.domain.LostNumbers;
import io.hakko.repository.domain.PublicationTarget;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The service does not start on a restored database whose numbers were not resumed; a command does. */
@Component
@ConditionalOnProperty(name = "hakko.command", havingValue = "false", matchIfMissing = true)
class LostNumbersCheck implements SmartInitializingSingleton {

    private final Authorities authorities;
    private final Crls crls;
    private final List<PublicationTarget> targets;

    LostNumbersCheck(Authorities authorities, Crls crls, List<PublicationTarget> targets) {
        this.authorities = authorities;
        this.crls = crls;
        this.targets = List.copyOf(targets);
    }

    @Override
    public void afterSingletonsInstantiated() {
        authorities
                .all()
                .forEach(authority -> LostNumbers.refuse(authority.id(), crls.nextNumber(authority.id()), targets));
    }
}
