package io.hakko.bench;

import io.hakko.ca.SoftHsm;
import io.hakko.ca.integration.BenchAuthority;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;

/**
 * How many certificates a node issues in a second, from the order to the entry in the audit trail, against the bare signatures
 * that the same key makes in the same process: with keys of 2048 and 4096 bits in a PKCS#12 file and in
 * SoftHSM, on one thread and on two.
 */
final class IssuanceBench implements Suite {

    private static final int SECONDS = Integer.getInteger("hakko.bench.seconds", 5);
    private static final int PRIMES = 320;
    private static final int PRIME_BITS = 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "issuance";
    }

    @Override
    public void run(Report report) throws Exception {
        Path folder = Files.createTempDirectory("hakko-bench");
        Path keys = keysOfCards(folder.resolve("keys"));
        try (BenchDatabase database = BenchDatabase.start()) {
            for (int bits : new int[] {2048, 4096}) {
                Path keyStore = BenchKey.makeIn(folder, bits);
                List<String> inFile =
                        List.of("hakko.bench.keystore=" + keyStore, "hakko.bench.password=" + HakkoNode.KEY_PASSWORD);
                measure(report, database, "PKCS#12", bits, keys, Map.of(), inFile);
                Path tokens = Files.createDirectory(folder.resolve("hsm" + bits));
                try (SoftHsm hsm = SoftHsm.create(tokens)) {
                    Path certificate = hsm.importKey(keyStore, HakkoNode.KEY_PASSWORD, BenchAuthority.CA);
                    List<String> inHsm = new ArrayList<>(inFile);
                    inHsm.add("hakko.bench.module=" + SoftHsm.direct());
                    inHsm.add("hakko.bench.certificate=" + certificate);
                    inHsm.add("hakko.bench.pin-file=" + hsm.pinFile());
                    Map<String, String> environment = Map.of(
                            "SOFTHSM2_CONF", tokens.resolve("softhsm2.conf").toString());
                    measure(report, database, "SoftHSM", bits, keys, environment, inHsm);
                }
            }
        }
    }

    private static void measure(
            Report report,
            BenchDatabase database,
            String provider,
            int bits,
            Path keys,
            Map<String, String> environment,
            List<String> settings)
            throws Exception {
        String name = "%s, %d bits".formatted(provider, bits);
        String variant = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        database.create(variant);
        List<String> arguments =
                new ArrayList<>(List.of(database.url(variant), keys.toString(), Integer.toString(SECONDS)));
        arguments.addAll(settings);
        try (ChildJvm node =
                ChildJvm.start(environment, variant, IssuanceNode.class, arguments.toArray(String[]::new))) {
            Properties figures = node.figures(PATIENCE);
            requireDone(database, variant);
            Map<String, String> conditions = new TreeMap<>(database.conditions());
            conditions.put("load", figures.getProperty("load"));
            conditions.put(
                    "rows",
                    "4 times %d s each of signatures and of orders, after %d s of orders on two threads"
                            .formatted(SECONDS, IssuanceNode.WARM_SECONDS));
            for (int threads = 1; threads <= 2; threads++) {
                String on = threads == 1 ? "one thread" : "two threads";
                conditions.put("threads", Integer.toString(threads));
                Row bare = report.add(
                        Row.of(name + ", bare signatures, " + on, number(figures, "signed" + threads), "signatures/s")
                                .under(conditions));
                double all = number(figures, "DATABASE" + threads)
                        + number(figures, "SIGNING" + threads)
                        + number(figures, "OTHER" + threads);
                report.add(Row.of(
                                name + ", share of the database, " + on,
                                100 * number(figures, "DATABASE" + threads) / all,
                                "%")
                        .under(conditions));
                report.add(Row.of(
                                name + ", share of linting and signing, " + on,
                                100 * number(figures, "SIGNING" + threads) / all,
                                "%")
                        .under(conditions));
                report.add(Row.of(name + ", certificates, " + on, number(figures, "issued" + threads), "certificates/s")
                        .under(conditions)
                        .against(bare, bits == 4096 ? ">= 0.6" : ">= 0.4"));
            }
        } finally {
            database.drop(variant);
        }
    }

    private static double number(Properties figures, String name) {
        return Double.parseDouble(figures.getProperty(name));
    }

    /** Every order has its certificate and its two entries in the trail, and nothing was refused. */
    private static void requireDone(BenchDatabase database, String variant) throws Exception {
        try (Connection connection = database.connect(variant);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT (SELECT count(*) FROM ca.certificate WHERE state = 'ISSUED') AS issued,
                               (SELECT count(*) FROM ca.certificate) AS begun,
                               (SELECT count(*) FROM audit.entry WHERE event = 'certificate.signing') AS told_before,
                               (SELECT count(*) FROM audit.entry WHERE event = 'certificate.issued') AS told_after,
                               (SELECT count(*) FROM ca.refused_order) AS refused""")) {
            row.next();
            int issued = row.getInt("issued");
            if (issued == 0
                    || issued != row.getInt("begun")
                    || issued != row.getInt("told_before")
                    || issued != row.getInt("told_after")
                    || row.getInt("refused") != 0) {
                throw new AssertionError("not every order became a certificate that the trail tells of");
            }
        }
    }

    /**
     * Public keys of cards: each modulus is another pair from one set of primes, since making a prime takes longer than
     * certifying a key.
     */
    private static Path keysOfCards(Path file) throws IOException {
        Random random = new Random(20261129);
        List<BigInteger> primes = new ArrayList<>();
        while (primes.size() < PRIMES) {
            BigInteger prime = BigInteger.probablePrime(PRIME_BITS, random);
            if (prime.testBit(PRIME_BITS - 2)) {
                primes.add(prime);
            }
        }
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(PRIMES * (PRIMES - 1) / 2);
            for (int i = 0; i < PRIMES; i++) {
                for (int j = 0; j < i; j++) {
                    byte[] modulus = primes.get(i).multiply(primes.get(j)).toByteArray();
                    out.writeInt(modulus.length);
                    out.write(modulus);
                }
            }
        }
        return file;
    }
}
