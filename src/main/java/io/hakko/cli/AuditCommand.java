package io.hakko.cli;

import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditVerification;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hakko audit}. */
@Command(
        name = "audit",
        description = "The audit trail.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false)
final class AuditCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code hakko audit verify}. */
    @Command(
            name = "verify",
            description = "Recomputes the whole hash chain and names the first broken entry. Exit code 1 when broken.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {

        private final ServiceContext service;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--demo",
                description = "The trail of the demonstration in .hakko (its service must be stopped).")
        private boolean demo;

        Verify(ServiceContext service) {
            this.service = service;
        }

        @Override
        public Integer call() {
            try (var context = service.start(Map.of(), demo ? new String[] {"demo"} : new String[0])) {
                AuditVerification found = context.getBean(AuditRecords.class).verify();
                PrintWriter out = spec.commandLine().getOut();
                if (found.isSound()) {
                    out.println("監査証跡は正常です（%d件）。".formatted(found.entries()));
                    return 0;
                }
                found.broken()
                        .ifPresent(broken -> out.println("監査証跡の %d 番の記録が壊れています（%s）。正常なのは %d 件目までです。"
                                .formatted(broken.sequence(), text(broken.fault()), found.entries())));
                return RefusalPrinter.FAILED;
            }
        }

        private static String text(AuditVerification.Fault fault) {
            return switch (fault) {
                case GAP -> "直前の記録が抜けています";
                case CHANGED -> "内容が書き換えられています";
                case UNCHAINED -> "直前の記録とつながっていません";
            };
        }
    }
}
