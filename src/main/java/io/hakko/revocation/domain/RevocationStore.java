package io.hakko.revocation.domain;

import io.hakko.revocation.domain.RevocationRequest.Origin;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.RevocationRequestNumber;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where revocation requests are kept. */
public interface RevocationStore {

    /** Takes the next number of a year, in the running transaction. */
    RevocationRequestNumber nextNumber(int year);

    /** Adds a request; answers {@code false} when one of this origin is open for the certificate. */
    boolean add(RevocationRequest request);

    Optional<RevocationRequest> find(RevocationRequestNumber number);

    /** The request, locked until the end of the transaction. */
    Optional<RevocationRequest> lock(RevocationRequestNumber number);

    /** The request of this origin that may still revoke this certificate. */
    Optional<RevocationRequest> open(CertificateSerial serial, Origin origin);

    /** The profile versions that these requests are pinned to; an unknown number is left out. */
    Map<String, ProfileRef> profiles(Collection<String> requests);

    /** Stores state, decision and time of revocation. */
    void update(RevocationRequest request);

    void add(RevocationNotice notice);

    /** The notices written for a request, the holder's first. */
    List<RevocationNotice> notices(RevocationRequestNumber number);

    /** Whether holder and company were already told that this certificate is revoked, or will be. */
    boolean noticesWritten(CertificateSerial serial);
}
