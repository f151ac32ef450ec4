package io.hakko.bench;

import com.sun.management.OperatingSystemMXBean;
import io.hakko.ca.domain.CertificateSigner;
import io.hakko.ca.domain.CrlDraft;
import io.hakko.ca.domain.CrlRegister;
import io.hakko.ca.domain.CrlScope;
import io.hakko.ca.domain.RevokedEntries;
import io.hakko.ca.domain.RevokedSerial;
import io.hakko.ca.integration.MeasuredSigner;
import io.hakko.ca.persistence.MeasuredRegister;
import io.hakko.repository.domain.Candidate;
import io.hakko.repository.domain.LastPublished;
import io.hakko.repository.domain.Passed;
import io.hakko.repository.domain.PublicationGate;
import io.hakko.repository.domain.Revoked;
import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import io.hakko.shared.PieceOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Iterator;
import java.util.Properties;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One CRL in a process of its own, after an empty one: {@code FIGURES hakko|builder|gate URL KEYSTORE FILE NUMBER}. */
final class CrlChild {

    static final String HAKKO = "hakko";
    static final String BUILDER = "builder";
    static final String GATE = "gate";

    private static final int FETCH = 5000;

    private static CertificateSigner signer;
    private static PrivateKey key;

    private CrlChild() {}

    public static void main(String[] arguments) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path keyStore = Path.of(arguments[3]);
        Path file = Path.of(arguments[4]);
        long number = Long.parseLong(arguments[5]);
        Properties figures = new Properties();
        int entries;
        try (Connection connection = DriverManager.getConnection(arguments[2], "postgres", "")) {
            connection.setAutoCommit(false);
            if (!arguments[1].equals(GATE)) {
                // Classes, key and connection are at hand in a service that runs: they are no part of a CRL.
                make(arguments[1], connection, keyStore, file, "nobody", number, now);
            }
            long begin = System.nanoTime();
            double cpu = cpu();
            entries = make(arguments[1], connection, keyStore, file, CrlRevocations.CA, number, now);
            connection.commit();
            figures.setProperty("seconds", Double.toString((System.nanoTime() - begin) / 1e9));
            figures.setProperty("cpu", Double.toString(cpu() - cpu));
            figures.setProperty("cpuOfTheProcess", Double.toString(cpu()));
        }
        figures.setProperty("entries", Integer.toString(entries));
        figures.setProperty("bytes", Long.toString(Files.size(file)));
        figures.setProperty(
                "peakHeap",
                Double.toString(ManagementFactory.getMemoryPoolMXBeans().stream()
                                .filter(pool -> pool.getType() == MemoryType.HEAP)
                                .map(MemoryPoolMXBean::getPeakUsage)
                                .mapToLong(usage -> usage.getUsed())
                                .sum()
                        / 1e6));
        try (Writer out = Files.newBufferedWriter(Path.of(arguments[0]))) {
            figures.store(out, null);
        }
    }

    private static int make(
            String what, Connection connection, Path keyStore, Path file, String caId, long number, Instant now)
            throws Exception {
        return switch (what) {
            case HAKKO -> hakko(connection, keyStore, file, caId, number, now);
            case BUILDER -> builder(connection, keyStore, file, caId, number, now);
            default -> gate(connection, keyStore, file, number);
        };
    }

    private static double cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /** The key is read once. */
    private static CertificateSigner signer(Path keyStore) {
        if (signer == null) {
            signer = MeasuredSigner.of(CrlRevocations.CA, keyStore, HakkoNode.KEY_PASSWORD);
        }
        return signer;
    }

    private static PrivateKey key(Path keyStore) throws IOException, GeneralSecurityException {
        if (key == null) {
            key = MeasuredSigner.key(keyStore, HakkoNode.KEY_PASSWORD);
        }
        return key;
    }

    private static CrlRegister register(Connection connection) {
        return MeasuredRegister.on(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
    }

    private static int hakko(Connection connection, Path keyStore, Path file, String caId, long number, Instant now)
            throws IOException {
        RevokedEntries entries = register(connection).entries(caId, number, false);
        try (OutputStream out = Files.newOutputStream(file)) {
            signer(keyStore)
                    .signCrl(
                            new CrlDraft(
                                    CrlRevocations.CA,
                                    CrlScope.EVERYTHING,
                                    "SHA256withRSA",
                                    number,
                                    now,
                                    now.plus(Duration.ofDays(2)),
                                    entries),
                            out);
        }
        return entries.count();
    }

    private static int builder(Connection connection, Path keyStore, Path file, String caId, long number, Instant now)
            throws Exception {
        var ca = signer(keyStore).authorities().get(0);
        X509v2CRLBuilder crl = new X509v2CRLBuilder(new X500Name(ca.name()), Date.from(now));
        crl.setNextUpdate(Date.from(now.plus(Duration.ofDays(2))));
        crl.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
        int entries = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery(
                    "SELECT serial, revoked_at, crl_reason FROM ca.revocation WHERE ca_id = '" + caId + "'")) {
                while (row.next()) {
                    crl.addCRLEntry(new BigInteger(row.getString(1), 16), row.getTimestamp(2), row.getInt(3));
                    entries++;
                }
            }
        }
        byte[] encoded = crl.build(new JcaContentSignerBuilder("SHA256withRSA").build(key(keyStore)))
                .getEncoded();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(encoded);
        }
        return entries;
    }

    private static int gate(Connection connection, Path keyStore, Path file, long number) throws IOException {
        Der authority = signer(keyStore).authorities().get(0).certificate();
        PieceOutput digest = new PieceOutput((piece, content) -> {});
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(digest);
        }
        Iterator<RevokedSerial> revoked = register(connection).revoked(CrlRevocations.CA, number, Instant.now(), false);
        Passed passed = PublicationGate.check(
                new Candidate(
                        number,
                        Candidate.Scope.EVERYTHING,
                        new DerContent(digest.length(), digest.sha256(), offset -> Files.newInputStream(file)),
                        authority,
                        LastPublished.NONE,
                        new Iterator<>() {
                            @Override
                            public boolean hasNext() {
                                return revoked.hasNext();
                            }

                            @Override
                            public Revoked next() {
                                RevokedSerial next = revoked.next();
                                return new Revoked(next.serial(), next.due());
                            }
                        }),
                Instant.now());
        return passed.entries();
    }
}
