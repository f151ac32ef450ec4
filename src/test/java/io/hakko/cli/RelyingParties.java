package io.hakko.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What four independent programs of relying parties say of a certificate, given the authority's certificate and one CRL,
 * at an instant: OpenSSL, GnuTLS, NSS and the JDK's PKIX validator.
 */
public final class RelyingParties {

    /** Who judges. */
    public enum Judge {
        OPENSSL,
        GNUTLS,
        NSS,
        JDK
    }

    /** What is said of the certificate. */
    public enum Verdict {
        GOOD,
        REVOKED,
        /** Neither: the path, the CRL or the certificate is broken in this judge's eyes. */
        BROKEN
    }

    private static final DateTimeFormatter NSS_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FAKE_TIME =
            DateTimeFormatter.ofPattern("'@'yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Path work;
    private final String crl;

    /**
     * @param folder holds {@code ca.pem}, {@code certificate.pem} and the CRL
     * @param crl file name of the CRL, DER
     * @param work an empty folder for what the judges need
     */
    public RelyingParties(Path folder, String crl, Path work) {
        this.folder = folder;
        this.crl = crl;
        this.work = work;
    }

    public Map<Judge, Verdict> verdicts(Instant at) {
        Map<Judge, Verdict> verdicts = new EnumMap<>(Judge.class);
        verdicts.put(Judge.OPENSSL, openssl(at));
        verdicts.put(Judge.GNUTLS, gnutls(at));
        verdicts.put(Judge.NSS, nss(at));
        verdicts.put(Judge.JDK, jdk(at));
        return verdicts;
    }

    private Verdict openssl(Instant at) {
        String newest = work.resolve("newest.pem").toString();
        run("openssl", "crl", "-inform", "DER", "-in", crl, "-out", newest);
        String output = run(
                "openssl",
                "verify",
                "-x509_strict",
                "-crl_check",
                "-attime",
                Long.toString(at.getEpochSecond()),
                "-CAfile",
                "ca.pem",
                "-CRLfile",
                newest,
                "certificate.pem");
        return verdict(output, "certificate.pem: OK", "certificate revoked");
    }

    private Verdict gnutls(Instant at) {
        String output = run(
                "faketime",
                "-f",
                FAKE_TIME.format(at),
                "env",
                "TZ=UTC",
                "certtool",
                "--verify",
                "--load-ca-certificate",
                "ca.pem",
                "--load-crl",
                work.resolve("newest.pem").toString(),
                "--infile",
                "certificate.pem");
        return verdict(output, "Verified. The certificate is trusted", "chain is revoked");
    }

    private Verdict nss(Instant at) {
        String store = "sql:" + work;
        run("certutil", "-N", "-d", store, "--empty-password");
        run("certutil", "-A", "-d", store, "-n", "ca", "-t", "CT,C,C", "-a", "-i", "ca.pem");
        run("certutil", "-A", "-d", store, "-n", "holder", "-t", ",,", "-a", "-i", "certificate.pem");
        run("crlutil", "-I", "-d", store, "-i", crl, "-B");
        String output = run("certutil", "-V", "-e", "-d", store, "-n", "holder", "-u", "S", "-b", NSS_TIME.format(at));
        return verdict(output, "certificate is valid", "has been revoked");
    }

    private Verdict jdk(Instant at) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509Certificate authority = certificate(factory, "ca.pem");
            X509Certificate holder = certificate(factory, "certificate.pem");
            X509CRL list =
                    (X509CRL) factory.generateCRL(new ByteArrayInputStream(Files.readAllBytes(folder.resolve(crl))));
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
            parameters.setDate(Date.from(at));
            parameters.setRevocationEnabled(true);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(list))));
            CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(List.of(holder)), parameters);
            return Verdict.GOOD;
        } catch (CertPathValidatorException refused) {
            return refused.getReason() == BasicReason.REVOKED ? Verdict.REVOKED : Verdict.BROKEN;
        } catch (GeneralSecurityException broken) {
            return Verdict.BROKEN;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private X509Certificate certificate(CertificateFactory factory, String file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            return (X509Certificate) factory.generateCertificate(in);
        }
    }

    private static Verdict verdict(String output, String good, String revoked) {
        if (output.contains(revoked)) {
            return Verdict.REVOKED;
        }
        return output.contains(good) ? Verdict.GOOD : Verdict.BROKEN;
    }

    private String run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } catch (IOException missing) {
            throw new UncheckedIOException("cannot run " + command[0] + ", which .ci/verify installs", missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
