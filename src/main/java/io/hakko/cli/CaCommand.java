package io.hakko.cli;

import io.hakko.ca.Authority;
import io.hakko.ca.CeremonyRecord;
import io.hakko.ca.HoldCeremony;
import io.hakko.ca.KeyCeremony;
import io.hakko.ca.KeyStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hakko ca}. */
@Command(
        name = "ca",
        description = "Keys of authorities.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false)
final class CaCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Two people hold a ceremony. */
    private abstract static class Ceremony implements Callable<Integer> {

        private final ServiceContext service;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--service", required = true, paramLabel = "ID", description = "Id of the service.")
        private String caId = "";

        @Mixin
        private CeremonyOptions people = new CeremonyOptions();

        Ceremony(ServiceContext service) {
            this.service = service;
        }

        /** What was done, in words. */
        abstract String done();

        abstract CeremonyRecord hold(KeyCeremony ceremony, HoldCeremony order);

        @Override
        public Integer call() throws IOException {
            HoldCeremony order = new HoldCeremony(caId, people.by(), people.with(), people.reason());
            try (var context = service.startWithoutKeys()) {
                CeremonyRecord made = hold(context.getBean(KeyCeremony.class), order);
                CeremonyOutput.print(spec.commandLine().getOut(), done(), "認証局", made);
            }
            return 0;
        }
    }

    /** {@code hakko ca init}. */
    @Command(
            name = "init",
            description =
                    "Key ceremony: makes the first key of an authority where the configuration wants it, in a PKCS#12 file or "
                            + "in the HSM, and its self-signed certificate. Two people prove by their passwords who they are. Audited.",
            mixinStandardHelpOptions = true)
    static final class Init extends Ceremony {

        Init(ServiceContext service) {
            super(service);
        }

        @Override
        String done() {
            return "発行者署名符号を生成しました。";
        }

        @Override
        CeremonyRecord hold(KeyCeremony ceremony, HoldCeremony order) {
            return ceremony.init(order);
        }
    }

    /** {@code hakko ca rollover}. */
    @Command(
            name = "rollover",
            description =
                    "Key ceremony: makes the next key of an authority where the configuration wants it, and the certificates that "
                            + "link it with the present one. From the next start on it signs certificates; the old one goes on signing its "
                            + "CRLs. The service must be stopped. Two people prove by their passwords who they are. Audited.",
            mixinStandardHelpOptions = true)
    static final class Rollover extends Ceremony {

        Rollover(ServiceContext service) {
            super(service);
        }

        @Override
        String done() {
            return "発行者署名符号を更新し、新旧の鍵を結ぶリンク証明書を発行しました。";
        }

        @Override
        CeremonyRecord hold(KeyCeremony ceremony, HoldCeremony order) {
            return ceremony.rollover(order);
        }
    }

    /** {@code hakko ca status}. */
    @Command(
            name = "status",
            description = "The keys of all authorities. Exit code 1 when one is not made or cannot be used.",
            mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {

        private final ServiceContext service;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        Status(ServiceContext service) {
            this.service = service;
        }

        @Override
        public Integer call() {
            boolean sound = true;
            try (var context = service.startWithoutKeys()) {
                for (KeyStatus status : context.getBean(KeyCeremony.class).status()) {
                    sound &= print(status);
                }
            }
            return sound ? 0 : RefusalPrinter.FAILED;
        }

        private boolean print(KeyStatus status) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(status.caId());
            out.println("  保管場所    " + status.where());
            if (status.authority().isEmpty()) {
                out.println("  発行者署名符号はまだありません（%s）。".formatted(status.first() ? "hakko ca init" : "hakko ca rollover"));
                return false;
            }
            Authority authority = status.authority().get();
            out.println("  状態        " + status.fault().orElse("使用できます"));
            out.println("  名称        " + authority.name());
            out.println("  SHA-256     " + authority.certificate().sha256());
            out.println("  有効期間    %s ～ %s"
                    .formatted(
                            CeremonyOutput.local(authority.notBefore()), CeremonyOutput.local(authority.notAfter())));
            out.println("  最新の失効リスト  %s、次の番号 %d"
                    .formatted(status.lastCrl().map(CeremonyOutput::local).orElse("なし"), status.nextCrlNumber()));
            return status.fault().isEmpty();
        }
    }
}
