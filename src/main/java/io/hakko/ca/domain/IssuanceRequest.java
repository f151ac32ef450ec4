package io.hakko.ca.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * Everything a certificate is made from.
 *
 * @param notBefore start of validity in the authority's zone (A-FEE-02)
 * @param notAfter last moment of validity in the authority's zone (D-20)
 * @param publicKey SubjectPublicKeyInfo
 * @param authorityNotBefore start of the authority's own certificate
 * @param authorityNotAfter end of the authority's own certificate
 */
public record IssuanceRequest(
        CertificateSerial serial,
        ApplicationNumber application,
        ZonedDateTime notBefore,
        ZonedDateTime notAfter,
        RecordedItems items,
        Der publicKey,
        CertificateRules rules,
        Instant authorityNotBefore,
        Instant authorityNotAfter) {}
