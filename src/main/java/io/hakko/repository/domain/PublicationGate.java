package io.hakko.repository.domain;

import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last look at a CRL before relying parties see it. It is read with another parser than the one that made it, and in
 * constant memory. A wrong CRL in public is worse than the old one, so any doubt keeps it back.
 */
public final class PublicationGate {

    private static final String CRL_NUMBER = "551d14";
    private static final String ISSUING_DISTRIBUTION_POINT = "551d1c";
    private static final int TAG_INTEGER = 2;
    private static final int NAMED = 20;

    /** SEQUENCE { onlyContainsCACerts [2] TRUE }. */
    private static final byte[] ONLY_AUTHORITIES = {0x30, 0x03, (byte) 0x82, 0x01, (byte) 0xff};

    private PublicationGate() {}

    /**
     * @return what was counted
     * @throws PublicationGateException with the first reason that keeps it back
     */
    public static Passed check(Candidate candidate, Instant now) {
        X509Certificate authority = certificate(candidate.authority());
        Comparison comparison = new Comparison(candidate.revoked());
        CrlReader.Frame crl = read(candidate, authority, comparison);
        demand(
                Arrays.equals(crl.issuer(), authority.getSubjectX500Principal().getEncoded()),
                "its issuer is another authority");
        demand(crl.verified(), "its signature does not verify");
        long number = number(crl.extensions());
        demand(number == candidate.number(), "its number is " + number + ", requested was " + candidate.number());
        LastPublished last = candidate.last();
        demand(number > last.number(), "its number " + number + " is not above the published " + last.number());
        demand(
                !crl.thisUpdate().isBefore(last.thisUpdate()),
                "its thisUpdate lies before that of the published " + last.number());
        demand(
                !crl.thisUpdate().isAfter(now) || crl.thisUpdate().equals(last.thisUpdate()),
                "its thisUpdate lies in the future");
        Instant nextUpdate = crl.nextUpdate().orElseThrow(() -> keptBack("it has no nextUpdate"));
        demand(nextUpdate.isAfter(now), "its nextUpdate has passed");
        checkScope(candidate.scope(), crl);
        comparison.finish();
        demand(
                comparison.revocations >= last.revocations(),
                "the database knows %d revocations, but %d when CRL %d was published"
                        .formatted(comparison.revocations, last.revocations(), last.number()));
        return new Passed(crl.entries(), comparison.revocations);
    }

    private static void checkScope(Candidate.Scope scope, CrlReader.Frame crl) {
        Optional<CrlReader.Extension> point =
                Optional.ofNullable(crl.extensions().get(ISSUING_DISTRIBUTION_POINT));
        if (scope == Candidate.Scope.EVERYTHING) {
            demand(point.isEmpty(), "it has an issuing distribution point and would not be complete");
        } else {
            demand(
                    point.filter(found -> found.critical() && Arrays.equals(found.value(), ONLY_AUTHORITIES))
                            .isPresent(),
                    "its issuing distribution point is not that of a list of authorities");
        }
        boolean unknown = crl.extensions().entrySet().stream()
                .anyMatch(extension -> extension.getValue().critical()
                        && !extension.getKey().equals(ISSUING_DISTRIBUTION_POINT)
                        && !extension.getKey().equals(CRL_NUMBER));
        demand(!unknown && !crl.unknownInEntries(), "it has an unknown critical extension");
    }

    private static CrlReader.Frame read(Candidate candidate, X509Certificate authority, Comparison comparison) {
        try (InputStream in = candidate.crl().open()) {
            return CrlReader.read(in, authority.getPublicKey(), comparison);
        } catch (IOException e) {
            throw new PublicationGateException("The CRL is kept back: it cannot be read", e);
        }
    }

    /** Extension cRLNumber: an INTEGER shorter than 128 octets. */
    private static long number(Map<String, CrlReader.Extension> extensions) {
        byte[] value = Optional.ofNullable(extensions.get(CRL_NUMBER))
                .map(CrlReader.Extension::value)
                .filter(found -> found.length > 2 && found[0] == TAG_INTEGER && found[1] == found.length - 2)
                .orElseThrow(() -> keptBack("it has no CRL number"));
        try {
            return new BigInteger(value, 2, value.length - 2).longValueExact();
        } catch (ArithmeticException e) {
            throw new PublicationGateException("The CRL is kept back: its number is far too large", e);
        }
    }

    private static X509Certificate certificate(Der certificate) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.bytes()));
        } catch (GeneralSecurityException e) {
            throw new PublicationGateException("The CRL is kept back: the authority's certificate cannot be read", e);
        }
    }

    private static void demand(boolean met, String otherwise) {
        if (!met) {
            throw keptBack(otherwise);
        }
    }

    private static PublicationGateException keptBack(String why) {
        return new PublicationGateException("The CRL is kept back: " + why);
    }

    /** Walks through the entries and through what is revoked side by side; both are in the same order. */
    private static final class Comparison implements CrlReader.Entries {

        private final Iterator<Revoked> revoked;
        private final List<CertificateSerial> lacking = new ArrayList<>();
        private Optional<BigInteger> foreign = Optional.empty();
        private long lackingCount;
        private long revocations;

        Comparison(Iterator<Revoked> revoked) {
            this.revoked = revoked;
        }

        @Override
        public void shown(BigInteger serial) {
            while (foreign.isEmpty() && revoked.hasNext()) {
                Revoked next = next();
                if (next.serial().value().equals(serial)) {
                    return;
                }
                passOver(next);
            }
            foreign = foreign.or(() -> Optional.of(serial));
        }

        void finish() {
            while (revoked.hasNext()) {
                passOver(next());
            }
            foreign.ifPresent(serial -> {
                throw keptBack(
                        "it shows a certificate that is not revoked, or in another order: " + serial.toString(16));
            });
            demand(
                    lackingCount == 0,
                    "it lacks revoked certificates: " + lacking
                            + (lackingCount > NAMED ? " and " + (lackingCount - NAMED) + " more" : ""));
        }

        private Revoked next() {
            revocations++;
            return revoked.next();
        }

        private void passOver(Revoked next) {
            if (next.due()) {
                lackingCount++;
                if (lacking.size() < NAMED) {
                    lacking.add(next.serial());
                }
            }
        }
    }
}
