package io.hakko.cli;

import io.hakko.audit.AuditScope;
import io.hakko.shared.Actor;
import io.hakko.workflow.StaffAccounts;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hakko user}: accounts of staff, audited. Passwords are read from the terminal or the standard input. */
@Command(name = "user", description = "Accounts of staff.", mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static void with(ServiceContext service, Consumer<StaffAccounts> work) {
        try (var context = service.startWithoutKeys();
                var scope = AuditScope.open(Actor.COMMAND_LINE)) {
            work.accept(context.getBean(StaffAccounts.class));
        }
    }

    private static String password() {
        Console console = System.console();
        if (console != null) {
            return new String(console.readPassword("パスワード: "));
        }
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@code hakko user add}. */
    @Command(name = "add", description = "Adds an account.", mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {

        private final ServiceContext service;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "ID", description = "User id.")
        private String id = "";

        @Option(names = "--name", required = true, description = "Name as others see it.")
        private String name = "";

        @Option(names = "--role", required = true, split = ",", description = "Roles, e.g. reception,reviewer.")
        private Set<String> roles = Set.of();

        Add(ServiceContext service) {
            this.service = service;
        }

        @Override
        public Integer call() {
            String password = password();
            with(service, accounts -> accounts.add(id, name, roles, password, Actor.COMMAND_LINE));
            spec.commandLine().getOut().println("利用者 %s を登録しました。".formatted(id));
            return 0;
        }
    }

    /** {@code hakko user disable}. */
    @Command(
            name = "disable",
            description = "Takes all roles from an account and locks it.",
            mixinStandardHelpOptions = true)
    static final class Disable implements Callable<Integer> {

        private final ServiceContext service;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "ID", description = "User id.")
        private String id = "";

        Disable(ServiceContext service) {
            this.service = service;
        }

        @Override
        public Integer call() {
            with(service, accounts -> accounts.disable(id, Actor.COMMAND_LINE));
            spec.commandLine().getOut().println("利用者 %s を無効にしました。".formatted(id));
            return 0;
        }
    }

    /** {@code hakko user reset}. */
    @Command(name = "reset", description = "Gives an account a new password.", mixinStandardHelpOptions = true)
    static final class Reset implements Callable<Integer> {

        private final ServiceContext service;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "ID", description = "User id.")
        private String id = "";

        Reset(ServiceContext service) {
            this.service = service;
        }

        @Override
        public Integer call() {
            String password = password();
            with(service, accounts -> accounts.reset(id, password, Actor.COMMAND_LINE));
            spec.commandLine().getOut().println("利用者 %s のパスワードを変更しました。".formatted(id));
            return 0;
        }
    }
}
