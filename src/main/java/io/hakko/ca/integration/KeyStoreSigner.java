package io.hakko.ca.integration;

import io.hakko.ca.domain.AuthorityKey;
import io.hakko.ca.domain.CertificateDraft;
import io.hakko.ca.domain.CertificateSigner;
import io.hakko.ca.domain.CrlDraft;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.asn1.x509.TBSCertificate;

/** Signs with keys that were read from key stores. RSA PKCS#1 v1.5 signatures are the same every time. */
final class KeyStoreSigner implements CertificateSigner {

    private final Map<String, CaKey> keys = new TreeMap<>();
    private final CertificateLint lint = new CertificateLint();

    KeyStoreSigner(List<CaKey> keys) {
        keys.forEach(key -> this.keys.put(key.caId(), key));
    }

    @Override
    public List<AuthorityKey> authorities() {
        return keys.values().stream().map(CaKey::described).toList();
    }

    @Override
    public Der encode(CertificateDraft draft) {
        CaKey ca = key(draft.caId());
        Der toBeSigned = CertificateEncoder.encode(draft, ca);
        lint.check(toBeSigned, draft, ca);
        return toBeSigned;
    }

    @Override
    public Der sign(String caId, Der toBeSigned) {
        CaKey ca = key(caId);
        Der certificate = SignedSequence.sign(
                toBeSigned, TBSCertificate.getInstance(toBeSigned.bytes()).getSignature(), ca);
        try {
            CertificateLint.parse(certificate).verify(ca.certificate().getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("authority " + caId + " made a signature that does not verify", e);
        }
        return certificate;
    }

    @Override
    public Der encodeRevocation(
            CertificateSerial serial, Instant at, Optional<Integer> reason, Optional<Instant> invalidityDate) {
        return CrlEncoder.encodeEntry(serial, at, reason, invalidityDate);
    }

    @Override
    public <T extends OutputStream> T signCrl(CrlDraft draft, T out) {
        CrlEncoder.sign(draft, key(draft.caId()), out);
        return out;
    }

    private CaKey key(String caId) {
        CaKey key = keys.get(caId);
        if (key == null) {
            throw new IllegalStateException("there is no key of authority " + caId);
        }
        return key;
    }
}
