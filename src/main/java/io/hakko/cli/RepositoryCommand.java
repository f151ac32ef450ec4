package io.hakko.cli;

import io.hakko.repository.ResumeRepository;
import io.hakko.repository.ResumedRepository;
import io.hakko.repository.Resumption;
import io.hakko.shared.Actor;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hakko repository}. */
@Command(
        name = "repository",
        description = "The repository of CRLs.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false)
final class RepositoryCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code hakko repository resume}. */
    @Command(
            name = "resume",
            description =
                    "After an older backup was restored: CRL numbers go on above the newest CRL that relying parties "
                            + "have seen, and what it shows is revoked again. The service must be stopped. Audited.",
            mixinStandardHelpOptions = true)
    static final class Resume implements Callable<Integer> {

        private final ServiceContext service;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--service", required = true, paramLabel = "ID", description = "Id of the service.")
        private String caId = "";

        @Option(
                names = "--crl",
                required = true,
                paramLabel = "FILE",
                description = "The newest CRL of the distribution point, DER.")
        private Path crl = Path.of("");

        @Option(names = "--by", required = true, paramLabel = "USER", description = "Who orders it.")
        private String by = "";

        @Option(names = "--with", required = true, paramLabel = "USER", description = "The second person.")
        private String with = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
        private String reason = "";

        @Option(
                names = "--without",
                split = ",",
                paramLabel = "SERIAL",
                description = "Certificates on that CRL that the database does not know and that leave it, in hex.")
        private Set<String> without = Set.of();

        Resume(ServiceContext service) {
            this.service = service;
        }

        @Override
        public Integer call() throws IOException {
            Der seen = Der.of(Files.readAllBytes(crl));
            Set<CertificateSerial> left =
                    without.stream().map(CertificateSerial::ofHex).collect(Collectors.toSet());
            try (var context = service.start(Map.of())) {
                print(context.getBean(Resumption.class)
                        .resume(new ResumeRepository(caId, seen, new Actor(by), new Actor(with), reason, left)));
            }
            return 0;
        }

        private void print(ResumedRepository resumed) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("監査証跡は %d 番まで正常です。続きは %d 番からです。".formatted(resumed.trail(), resumed.trail() + 1));
            resumed.revokedAgain()
                    .forEach(certificate -> out.println(
                            "%s  証明書 %s をあらためて失効させました。".formatted(certificate.application(), certificate.serial())));
            out.println("公開済みの失効リストは %d 番です。次は %d 番を公開します。"
                    .formatted(resumed.seen(), resumed.next().number()));
        }
    }
}
