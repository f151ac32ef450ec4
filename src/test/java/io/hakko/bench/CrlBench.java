package io.hakko.bench;

import io.hakko.repository.integration.Slapd;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * CRLs of 10,000, 100,000 and 1,000,000 entries from PostgreSQL to the signed file: ours with 64 MB of heap, Bouncy Castle's
 * builder on the same rows, {@code openssl ca -gencrl} on an index of the same size; the gate; and a revocation until it is
 * on both targets.
 */
final class CrlBench implements Suite {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String DATABASE = "crl";
    private static final int END_TO_END = 100_000;
    private static final int TIMES = 5;

    @Override
    public String name() {
        return "crl";
    }

    @Override
    public void run(Report report) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "crl");
        Path keyStore = BenchKey.makeIn(folder);
        Map<String, Integer> sizes = new TreeMap<>(Map.of("crl-10k", 10_000, "crl-100k", 100_000, "crl-1m", 1_000_000));
        try (BenchDatabase database = BenchDatabase.start()) {
            for (Map.Entry<String, Integer> size : sizes.entrySet()) {
                database.create(DATABASE);
                CaseNode.prepare(database.url(DATABASE), keyStore.toString());
                try (Connection connection = database.connect(DATABASE)) {
                    CrlRevocations.make(connection, size.getValue());
                }
                measure(report, size.getKey(), size.getValue(), database, keyStore, folder);
                if (size.getValue() == END_TO_END) {
                    endToEnd(report, database, keyStore, folder);
                }
                database.drop(DATABASE);
            }
        }
    }

    private static void measure(
            Report report, String row, int entries, BenchDatabase database, Path keyStore, Path folder)
            throws Exception {
        Path ours = folder.resolve(row + ".crl");
        List<String> small = List.of("-Xmx64m", "-XX:+UseSerialGC");
        Properties first = child(row + "-first", small, CrlChild.HAKKO, database, keyStore, ours, entries);
        Properties hakko = child(row, small, CrlChild.HAKKO, database, keyStore, ours, entries);
        Properties builder = child(
                row + "-builder",
                List.of("-Xmx4g", "-XX:+UseSerialGC"),
                CrlChild.BUILDER,
                database,
                keyStore,
                folder.resolve(row + "-builder.crl"),
                entries);
        Properties gate = child(row + "-gate", small, CrlChild.GATE, database, keyStore, ours, entries);
        double openssl = openssl(database, keyStore, folder, row);
        openssl(
                folder,
                "crl",
                "-inform",
                "DER",
                "-in",
                ours.getFileName().toString(),
                "-noout",
                "-verify",
                "-CAfile",
                "ca.pem");

        Row builderCpu = report.add(row(row + "-builder-cpu", builder, "cpu"));
        Row builderTime = report.add(row(row + "-builder", builder, "seconds"));
        Row opensslTime = report.add(Row.of(row + "-openssl", openssl, "s"));
        report.add(row(row, hakko, "seconds").against(opensslTime, entries == 1_000_000 ? "<= 0.05" : "-"));
        report.add(row(row + "-cpu", hakko, "cpu").against(builderCpu, entries == 1_000_000 ? "<= 0.067" : "-"));
        report.add(row(row + "-first", first, "seconds").against(builderTime, "segments are made anew"));
        report.add(row(row + "-gate", gate, "seconds").against(builderTime, "-"));
        report.add(row(row + "-gate-cpu", gate, "cpu").against(builderCpu, "-"));
    }

    private static Row row(String name, Properties figures, String key) {
        return Row.of(name, Double.parseDouble(figures.getProperty(key)), "s")
                .under(Map.of(
                        "peakHeapMegabytes", figures.getProperty("peakHeap"),
                        "octets", figures.getProperty("bytes"),
                        "entries", figures.getProperty("entries"),
                        "cpuOfTheProcess", figures.getProperty("cpuOfTheProcess")));
    }

    private static Properties child(
            String label,
            List<String> options,
            String what,
            BenchDatabase database,
            Path keyStore,
            Path file,
            int entries)
            throws Exception {
        try (ChildJvm child = ChildJvm.startWith(
                label,
                options,
                CrlChild.class,
                what,
                database.url(DATABASE),
                keyStore.toString(),
                file.toString(),
                "1")) {
            Properties figures = child.figures(PATIENCE);
            if (!figures.getProperty("entries").equals(Integer.toString(entries))) {
                throw new AssertionError(label + " has " + figures.getProperty("entries") + " entries");
            }
            return figures;
        }
    }

    private static double openssl(BenchDatabase database, Path keyStore, Path folder, String row) throws Exception {
        Path ca = Files.createDirectories(folder.resolve("ca"));
        openssl(
                folder,
                "pkcs12",
                "-in",
                keyStore.toString(),
                "-nodes",
                "-passin",
                "pass:" + HakkoNode.KEY_PASSWORD,
                "-out",
                "ca.pem");
        Files.writeString(folder.resolve("ca.cnf"), """
                [ca]
                default_ca = demo
                [demo]
                database = ca/index.txt
                crlnumber = ca/crlnumber
                default_md = sha256
                default_crl_days = 2
                private_key = ca.pem
                certificate = ca.pem
                crl_extensions = ext
                [ext]
                authorityKeyIdentifier = keyid
                """);
        Files.writeString(ca.resolve("crlnumber"), "01\n");
        Files.writeString(ca.resolve("index.txt.attr"), "unique_subject = no\n");
        try (Connection connection = database.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT serial, to_char(not_after AT TIME ZONE 'UTC', 'YYMMDDHH24MISS') || 'Z',
                               to_char(revoked_at AT TIME ZONE 'UTC', 'YYMMDDHH24MISS') || 'Z', crl_reason FROM ca.revocation
                        """);
                BufferedWriter index = Files.newBufferedWriter(ca.resolve("index.txt"))) {
            while (rows.next()) {
                String reason = rows.getInt(4) == 1 ? ",keyCompromise" : "";
                index.write("R\t" + rows.getString(2) + "\t" + rows.getString(3) + reason + "\t" + rows.getString(1)
                        + "\tunknown\t/C=JP/CN=" + rows.getString(1) + "\n");
            }
        }
        long begin = System.nanoTime();
        openssl(folder, "ca", "-gencrl", "-config", "ca.cnf", "-out", row + "-openssl.pem");
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void openssl(Path folder, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Path log = folder.resolve("openssl.log");
        Process openssl = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (openssl.waitFor() != 0) {
            throw new AssertionError(Files.readString(log));
        }
    }

    /** A revocation among 100,000 until HTTP, a folder and a directory have it. */
    private static void endToEnd(Report report, BenchDatabase database, Path keyStore, Path folder) throws Exception {
        try (Slapd slapd = new Slapd(folder.resolve("slapd"));
                ChildJvm node = ChildJvm.start(
                        "crl-revocation",
                        RevocationNode.class,
                        database.url(DATABASE),
                        keyStore.toString(),
                        folder.resolve("published").toString(),
                        slapd.url(),
                        Slapd.ROOT,
                        slapd.passwordFile().toString(),
                        Integer.toString(TIMES))) {
            Properties figures = node.figures(PATIENCE);
            Row longest = Row.of("revocation-to-targets-100k", Double.parseDouble(figures.getProperty("longest")), "s")
                    .under(Map.of("median", figures.getProperty("median"), "entries", figures.getProperty("entries")));
            report.add(longest);
            if (longest.value() > 10) {
                throw new AssertionError("a revocation took " + longest.value() + " s to be on every target");
            }
        }
    }
}
