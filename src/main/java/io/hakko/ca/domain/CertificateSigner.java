package io.hakko.ca.domain;

import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What holds the authorities' keys: a key store, later an HSM. */
public interface CertificateSigner {

    /** The authorities whose keys are at hand. */
    List<AuthorityKey> authorities();

    /** Encodes what will be signed (TBSCertificate) and lints it; no key is used. */
    Der encode(CertificateDraft draft);

    /** Signs an encoded TBSCertificate; the same bytes always give the same certificate. */
    Der sign(String caId, Der toBeSigned);

    /** Encodes an entry of revokedCertificates; the reason is left out when unspecified. */
    Der encodeRevocation(
            CertificateSerial serial, Instant at, Optional<Integer> reason, Optional<Instant> invalidityDate);

    /**
     * Signs a CRL while it is written, in constant memory.
     *
     * @return where it was written to
     */
    <T extends OutputStream> T signCrl(CrlDraft draft, T out);
}
