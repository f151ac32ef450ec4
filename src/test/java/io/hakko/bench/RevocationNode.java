package io.hakko.bench;

import io.hakko.audit.AuditScope;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.Orders;
import io.hakko.ca.RevokeCertificate;
import io.hakko.repository.CrlPublications;
import io.hakko.repository.domain.TargetStatuses;
import io.hakko.shared.Actor;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * From a revocation to both targets, through the whole service: {@code FIGURES URL KEYSTORE FOLDER LDAP-URL BIND-DN
 * PASSWORD-FILE TIMES}. The first one is not counted.
 */
final class RevocationNode {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Certificates certificates;
    private final Crls crls;
    private final CrlPublications publications;
    private final TargetStatuses targets;
    private final TransactionTemplate transaction;

    private RevocationNode(ConfigurableApplicationContext context) {
        certificates = context.getBean(Certificates.class);
        crls = context.getBean(Crls.class);
        publications = context.getBean(CrlPublications.class);
        targets = context.getBean(TargetStatuses.class);
        transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = Map.of(
                "hakko.repository.folder", arguments[3],
                "hakko.repository.ldap.url", arguments[4],
                "hakko.repository.ldap.bind-dn", arguments[5],
                "hakko.repository.ldap.password-file", arguments[6],
                "logging.level.root", "WARN");
        int times = Integer.parseInt(arguments[7]);
        double[] seconds = new double[times];
        int entries;
        try (var context = HakkoNode.start(arguments[1], arguments[2], settings)) {
            RevocationNode node = new RevocationNode(context);
            node.revokeAndWait();
            for (int i = 0; i < times; i++) {
                seconds[i] = node.revokeAndWait();
            }
            entries = node.publications.latest(CrlRevocations.CA).orElseThrow().entries();
        }
        Arrays.sort(seconds);
        Properties figures = new Properties();
        figures.setProperty("median", Double.toString(seconds[times / 2]));
        figures.setProperty("longest", Double.toString(seconds[times - 1]));
        figures.setProperty("entries", Integer.toString(entries));
        try (Writer out = Files.newBufferedWriter(Path.of(arguments[0]))) {
            figures.store(out, null);
        }
        System.exit(0);
    }

    private double revokeAndWait() throws InterruptedException {
        try (var scope = AuditScope.open(Actor.COMMAND_LINE)) {
            IssuedCertificate certificate = certificates.issue(Orders.anOrder());
            long begin = System.nanoTime();
            CrlKey key = transaction.execute(status -> {
                certificates.revoke(
                        new RevokeCertificate(certificate.serial(), "A-S1", Optional.of(1), "bench", false));
                return crls.request(CrlRevocations.CA);
            });
            while (!isEverywhere(key)) {
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new AssertionError("CRL " + key + " is not on every target after " + PATIENCE);
                }
                Thread.sleep(20);
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private boolean isEverywhere(CrlKey key) {
        return publications.find(key).isPresent()
                && targets.all().stream()
                                .filter(target -> target.number() >= key.number())
                                .count()
                        == 2;
    }
}
