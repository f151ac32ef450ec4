package io.hakko.cli;

import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditVerification;
import io.hakko.ca.AuditKeyCeremony;
import io.hakko.ca.CeremonyPerson;
import io.hakko.ca.CeremonyRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hakko audit}. */
@Command(
        name = "audit",
        description = "The audit trail and the keys that seal it.",
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
            description =
                    "Recomputes the whole hash chain, compares it with its seals and names the first entry that was changed and the "
                            + "first seal that is not genuine. Exit code 1 when broken.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {

        private final ServiceContext service;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--demo",
                description = "The trail of the demonstration in .hakko (its service must be stopped).")
        private boolean demo;

        @Option(
                names = "--noted",
                paramLabel = "ENTRY:HASH",
                description =
                        "An entry and its hash as they were noted elsewhere, in the log of the service for instance; may be repeated.")
        private List<String> noted = new ArrayList<>();

        Verify(ServiceContext service) {
            this.service = service;
        }

        @Override
        public Integer call() {
            List<Noted> known = noted.stream().map(this::parse).toList();
            try (var context = service.start(Map.of(), demo ? new String[] {"demo"} : new String[0])) {
                AuditRecords records = context.getBean(AuditRecords.class);
                boolean sound = print(records.verify());
                for (Noted note : known) {
                    sound &= compare(note, records.hashOf(note.sequence()));
                }
                return sound ? 0 : RefusalPrinter.FAILED;
            }
        }

        private Noted parse(String text) {
            String[] parts = text.split(":", -1);
            if (parts.length != 2 || !parts[0].matches("[1-9][0-9]{0,17}") || !parts[1].matches("[0-9a-f]{64}")) {
                throw new ParameterException(spec.commandLine(), "--noted: " + text);
            }
            return new Noted(Long.parseLong(parts[0]), parts[1]);
        }

        private boolean print(AuditVerification found) {
            PrintWriter out = spec.commandLine().getOut();
            if (found.broken().isEmpty()) {
                out.println("監査証跡は正常です（%d件）。".formatted(found.entries()));
            }
            found.broken()
                    .ifPresent(broken -> out.println("監査証跡の %d 番の記録が壊れています（%s）。正常なのは %d 件目までです。"
                            .formatted(broken.sequence(), text(broken.fault()), found.entries())));
            AuditVerification.Seals seals = found.seals();
            seals.broken()
                    .ifPresent(broken ->
                            out.println("%d 番の封印が壊れています（%s）。".formatted(broken.number(), text(broken.fault()))));
            out.println(seals.lastAt()
                    .map(at -> "封印は %d 件で、%d 番の記録まで封印されています（%s）。"
                            .formatted(seals.count(), seals.lastEntry(), CeremonyOutput.local(at)))
                    .orElse("有効な封印はありません。"));
            return found.isSound();
        }

        private boolean compare(Noted note, Optional<String> found) {
            boolean same = found.filter(note.hash()::equals).isPresent();
            spec.commandLine()
                    .getOut()
                    .println((same ? "%d 番の記録は控えと一致します。" : "%d 番の記録が控えと一致しません。").formatted(note.sequence()));
            return same;
        }

        private static String text(AuditVerification.Fault fault) {
            return switch (fault) {
                case GAP -> "直前の記録が抜けています";
                case CHANGED -> "内容が書き換えられています";
                case UNCHAINED -> "直前の記録とつながっていません";
                case REWRITTEN -> "封印した後に書き換えられています";
                case CUT -> "封印した記録がここから先で失われています";
            };
        }

        private static String text(AuditVerification.SealFault fault) {
            return switch (fault) {
                case MISSING -> "監査鍵があるのに封印が一つもありません";
                case GAP -> "直前の封印が抜けています";
                case UNCHAINED -> "直前の封印とつながっていません";
                case FORGED -> "署名が正しくありません";
                case UNKNOWN_KEY -> "設定されていない監査鍵によるものです";
            };
        }

        private record Noted(long sequence, String hash) {}
    }

    /** Two people make a key. */
    private abstract static class Ceremony implements Callable<Integer> {

        private final ServiceContext service;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private CeremonyOptions people = new CeremonyOptions();

        Ceremony(ServiceContext service) {
            this.service = service;
        }

        /** What was done, in words. */
        abstract String done();

        abstract CeremonyRecord hold(AuditKeyCeremony ceremony, CeremonyPerson by, CeremonyPerson with, String reason);

        @Override
        public Integer call() throws IOException {
            CeremonyPerson by = people.by();
            CeremonyPerson with = people.with();
            try (var context = service.startWithoutKeys()) {
                CeremonyRecord made = hold(context.getBean(AuditKeyCeremony.class), by, with, people.reason());
                CeremonyOutput.print(spec.commandLine().getOut(), done(), "監査鍵", made);
            }
            return 0;
        }
    }

    /** {@code hakko audit init}. */
    @Command(
            name = "init",
            description =
                    "Key ceremony: makes the key that seals the audit trail where the configuration wants it (hakko.ca.audit), in a "
                            + "PKCS#12 file or in the HSM, and seals the trail. The service must be stopped. Two people prove by their passwords "
                            + "who they are. Audited.",
            mixinStandardHelpOptions = true)
    static final class Init extends Ceremony {

        Init(ServiceContext service) {
            super(service);
        }

        @Override
        String done() {
            return "監査鍵を生成し、監査証跡を封印しました。";
        }

        @Override
        CeremonyRecord hold(AuditKeyCeremony ceremony, CeremonyPerson by, CeremonyPerson with, String reason) {
            return ceremony.init(by, with, reason);
        }
    }

    /** {@code hakko audit rollover}. */
    @Command(
            name = "rollover",
            description =
                    "Key ceremony: makes the next key that seals the audit trail where the configuration wants it (hakko.ca.audit-k2 and "
                            + "so on), and seals the trail with it. Old seals stay good. The service must be stopped. Two people prove by their "
                            + "passwords who they are. Audited.",
            mixinStandardHelpOptions = true)
    static final class Rollover extends Ceremony {

        Rollover(ServiceContext service) {
            super(service);
        }

        @Override
        String done() {
            return "監査鍵を更新し、監査証跡を新しい鍵で封印しました。";
        }

        @Override
        CeremonyRecord hold(AuditKeyCeremony ceremony, CeremonyPerson by, CeremonyPerson with, String reason) {
            return ceremony.rollover(by, with, reason);
        }
    }
}
