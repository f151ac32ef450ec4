package io.hakko.cli;

import io.hakko.workflow.DeadlineCheck;
import io.hakko.workflow.DeadlineDifference;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hakko deadlines}. */
@Command(
        name = "deadlines",
        description = "Deadlines of cases.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false)
final class DeadlinesCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code hakko deadlines verify}. */
    @Command(
            name = "verify",
            description = "Compares every deadline in force with the timers of the engine and prints each difference. "
                    + "Exit code 1 when there is one.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {

        private final ServiceContext service;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--demo",
                description = "The deadlines of the demonstration in .hakko (its service must be stopped).")
        private boolean demo;

        Verify(ServiceContext service) {
            this.service = service;
        }

        @Override
        public Integer call() {
            try (var context = service.start(Map.of(), demo ? new String[] {"demo"} : new String[0])) {
                return print(
                        context.getBean(DeadlineCheck.class).differences(),
                        spec.commandLine().getOut());
            }
        }

        static int print(List<DeadlineDifference> differences, PrintWriter out) {
            if (differences.isEmpty()) {
                out.println("期限とタイマーは一致しています。");
                return 0;
            }
            differences.forEach(difference -> out.println(difference.businessKey() + "  " + difference.text()));
            out.println("期限とタイマーの不一致が %d 件あります。".formatted(differences.size()));
            return RefusalPrinter.FAILED;
        }
    }
}
