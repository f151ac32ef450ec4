package io.hakko.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hakko}: the commands beside the service itself. Exit code 0: done, 1: found wrong or failed, 2: refused. */
@Command(
        name = "hakko",
        description = "Issuance of certificates on IC cards. Without a command the service is started.",
        mixinStandardHelpOptions = true)
public final class HakkoCommand implements Runnable {

    private static final Set<String> NAMES =
            Set.of("story", "user", "audit", "deadlines", "repository", "ca", "station", "card", "--help", "-h");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private HakkoCommand() {}

    /** Whether the arguments name a command; otherwise the service is started. */
    public static boolean isNamedBy(String... args) {
        return args.length > 0 && NAMES.contains(args[0]);
    }

    /**
     * Runs a command and writes to the standard streams.
     *
     * @param application the Spring Boot application the command works with
     * @return exit code
     */
    public static int run(Class<?> application, String... args) {
        return run(
                application,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
    }

    /** Runs a command and writes to these. */
    static int run(Class<?> application, PrintWriter out, PrintWriter err, String... args) {
        ServiceContext service = new ServiceContext(application);
        CommandLine commandLine = new CommandLine(new HakkoCommand())
                .addSubcommand(new StoryCommand(service))
                .addSubcommand(new CommandLine(new UserCommand())
                        .addSubcommand(new UserCommand.Add(service))
                        .addSubcommand(new UserCommand.Disable(service))
                        .addSubcommand(new UserCommand.Reset(service)))
                .addSubcommand(new CommandLine(new AuditCommand())
                        .addSubcommand(new AuditCommand.Init(service))
                        .addSubcommand(new AuditCommand.Rollover(service))
                        .addSubcommand(new AuditCommand.Verify(service)))
                .addSubcommand(
                        new CommandLine(new DeadlinesCommand()).addSubcommand(new DeadlinesCommand.Verify(service)))
                .addSubcommand(
                        new CommandLine(new RepositoryCommand()).addSubcommand(new RepositoryCommand.Resume(service)))
                .addSubcommand(new CommandLine(new CaCommand())
                        .addSubcommand(new CaCommand.Init(service))
                        .addSubcommand(new CaCommand.Rollover(service))
                        .addSubcommand(new CaCommand.Status(service)))
                .addSubcommand(new StationCommand())
                .addSubcommand(new CommandLine(new CardCommand())
                        .addSubcommand(new CardCommand.Show())
                        .addSubcommand(new CardCommand.Receipt())
                        .addSubcommand(new CardCommand.Revoke())
                        .addSubcommand(new CardCommand.ChangePin())
                        .addSubcommand(new CardCommand.Unblock()))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(new RefusalPrinter());
        return commandLine.execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
