package io.hakko.ca.domain;

import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where it is kept that the key of an authority is not trusted any more. */
public interface CompromiseRegister {

    /**
     * Enters it after waiting for every certificate that is being recorded; later ones see it.
     *
     * @return false when it is entered already
     */
    boolean enter(String caId, Instant since, String explanation);

    /** Whether it is entered. As long as the transaction runs, it will not be: {@link #enter} waits. */
    boolean isEntered(String caId);

    /** Issued, unexpired and unrevoked certificates in the order of their serial numbers. */
    List<CertificateSerial> live(String caId, Optional<CertificateSerial> after, Instant at, int most);

    /** How many there are. */
    long countLive(String caId, Instant at);
}
