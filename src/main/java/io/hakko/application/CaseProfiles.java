package io.hakko.application;

import io.hakko.application.domain.ApplicationStore;
import io.hakko.shared.ProfileRef;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which version of a service each application is pinned to, for lists across cases. */
@Service
public class CaseProfiles {

    private final ApplicationStore store;

    CaseProfiles(ApplicationStore store) {
        this.store = store;
    }

    /** By application number; a number that is unknown is left out. */
    @Transactional(readOnly = true)
    public Map<String, ProfileRef> of(Collection<String> applicationNumbers) {
        return store.profiles(applicationNumbers);
    }
}
