package io.hakko.cli;

import io.hakko.card.CardWorker;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;

/** {@code hakko card-worker}, started by the station for one card. It is no command for people, and starts as little as it can. */
public final class CardWorkerProgram {

    private CardWorkerProgram() {}

    /** Whether the arguments mean it. */
    public static boolean isNamedBy(String... args) {
        return args.length == 1 && args[0].equals(CardWorker.COMMAND);
    }

    /**
     * Serves the station until it is gone.
     *
     * @return exit code
     */
    public static int run() {
        try (FileInputStream orders = new FileInputStream(FileDescriptor.in);
                FileOutputStream answers = new FileOutputStream(FileDescriptor.out)) {
            // Whatever a library prints is no answer.
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            ServiceLoader.load(CardWorker.class).findFirst().orElseThrow().serve(orders, answers);
            return 0;
        } catch (IOException closed) {
            return 1;
        }
    }
}
