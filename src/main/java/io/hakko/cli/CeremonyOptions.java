package io.hakko.cli;

import io.hakko.ca.CeremonyPerson;
import io.hakko.shared.Actor;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The two people of a ceremony, how they prove who they are, and why they hold it. */
final class CeremonyOptions {

    @Option(names = "--by", required = true, paramLabel = "USER", description = "Who holds it, a manager.")
    private String by = "";

    @Option(
            names = "--with",
            required = true,
            paramLabel = "USER",
            description = "Who watches it: another manager, a sysadmin or an auditor.")
    private String with = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Option(
            names = "--by-password-file",
            paramLabel = "FILE",
            description = "File with the password; without it the terminal asks.")
    private @Nullable Path byPassword;

    @Option(
            names = "--with-password-file",
            paramLabel = "FILE",
            description = "File with the password; without it the terminal asks.")
    private @Nullable Path withPassword;

    CeremonyPerson by() throws IOException {
        return new CeremonyPerson(new Actor(by), Passwords.of(by, byPassword));
    }

    CeremonyPerson with() throws IOException {
        return new CeremonyPerson(new Actor(with), Passwords.of(with, withPassword));
    }

    String reason() {
        return reason;
    }
}
