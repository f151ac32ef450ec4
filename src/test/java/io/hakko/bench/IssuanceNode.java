package io.hakko.bench;

import io.hakko.audit.AuditScope;
import io.hakko.bench.Spans.Part;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssueCertificate;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.Orders;
import io.hakko.ca.PublicKeyInfo;
import io.hakko.ca.integration.BenchAuthority;
import io.hakko.ca.integration.BenchAuthority.BareKey;
import io.hakko.shared.Actor;
import io.hakko.shared.Der;
import java.io.DataInputStream;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A node that certifies keys: {@code FIGURES URL KEYS SECONDS SETTING=VALUE ...}. On one thread and on two it alternates between bare
 * signatures and whole orders, each for some seconds, so that whatever else the machine does meets both alike.
 */
final class IssuanceNode {

    private static final int ROUNDS = 4;

    /** So long orders are issued before anything counts: a service runs for weeks, and the JVM compiles what is used some ten thousand times. */
    static final int WARM_SECONDS = 40;

    private final Certificates certificates;
    private final BareKey bare;
    private final ConcurrentLinkedQueue<PublicKeyInfo> keys = new ConcurrentLinkedQueue<>();
    private Der toBeSigned = Der.of(new byte[] {0x30, 0});

    private IssuanceNode(Certificates certificates, BareKey bare) {
        this.certificates = certificates;
        this.bare = bare;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hakko.command",
                "true",
                "hakko.bench.ahead",
                "PT0S",
                "camunda.bpm.job-execution.enabled",
                "false",
                "logging.level.root",
                "WARN"));
        for (int i = 4; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        int seconds = Integer.parseInt(arguments[3]);
        try (var context = HakkoNode.start(
                arguments[1],
                settings.get("hakko.bench.keystore"),
                settings,
                BenchAuthority.class,
                MeasuredNode.class)) {
            IssuanceNode node = new IssuanceNode(context.getBean(Certificates.class), context.getBean(BareKey.class));
            node.readKeys(Path.of(arguments[2]));
            node.measure(2, WARM_SECONDS, node::issue);
            Properties figures = new Properties();
            figures.setProperty("load", Report.loadAverage());
            for (int threads = 1; threads <= 2; threads++) {
                double signed = 0;
                double issued = 0;
                Spans.reset();
                for (int round = 0; round < ROUNDS; round++) {
                    signed += node.measure(threads, seconds, node::sign) / ROUNDS;
                    issued += node.measure(threads, seconds, node::issue) / ROUNDS;
                }
                figures.setProperty("signed" + threads, Double.toString(signed));
                figures.setProperty("issued" + threads, Double.toString(issued));
                for (Part part : List.of(Part.DATABASE, Part.SIGNING, Part.OTHER)) {
                    figures.setProperty(part.name() + threads, Double.toString(Spans.seconds(part)));
                }
            }
            try (Writer out = Files.newBufferedWriter(Path.of(arguments[0]))) {
                figures.store(out, null);
            }
        }
        System.exit(0);
    }

    /** Moduli as {@link IssuanceBench} writes them. */
    private void readKeys(Path file) throws Exception {
        KeyFactory factory = KeyFactory.getInstance("RSA");
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                byte[] modulus = in.readNBytes(in.readInt());
                keys.add(PublicKeyInfo.of(factory.generatePublic(
                                new RSAPublicKeySpec(new BigInteger(1, modulus), BigInteger.valueOf(65537)))
                        .getEncoded()));
            }
        }
    }

    private void sign() {
        bare.sign(toBeSigned);
    }

    /** Prepare, lint, journal, sign, store, audit. */
    private void issue() {
        PublicKeyInfo key = keys.poll();
        if (key == null) {
            throw new IllegalStateException("no key is left, make more of them");
        }
        IssueCertificate order = new IssueCertificate(
                Orders.anApplication(),
                Orders.aCard(),
                Orders.PROFILE,
                Orders.aSubject("山田　太郎"),
                "7123456789012",
                key,
                "1y30d");
        try {
            IssuedCertificate issued = Spans.in(Part.OTHER, () -> certificates.issue(order));
            toBeSigned = issued.der();
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How often a second so many threads do it together. */
    private double measure(int threads, int seconds, Runnable work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicBoolean over = new AtomicBoolean();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        Callable<Integer> loop = () -> {
            int done = 0;
            try (var scope = AuditScope.open(Actor.STATION)) {
                while (!over.get() && System.nanoTime() < end) {
                    work.run();
                    done++;
                }
            } finally {
                over.set(true);
            }
            return done;
        };
        try {
            List<Future<Integer>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(loop));
            }
            int all = 0;
            for (Future<Integer> part : parts) {
                all += part.get();
            }
            return all / ((System.nanoTime() - begin) / 1e9);
        } finally {
            pool.shutdownNow();
        }
    }
}
