package io.hakko.fire;

import io.hakko.card.integration.FireCards;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The worker of one card as it is shipped, but for its reader, which is that of the {@link CardProcess}. */
final class WorkerNode {

    private WorkerNode() {}

    /** What starts it at that reader. */
    static List<String> program(int cards) {
        return List.of("-cp", Jvm.classPath(), WorkerNode.class.getName(), Integer.toString(cards));
    }

    public static void main(String[] args) throws Exception {
        CardProcess.Client terminal = new CardProcess.Client(Integer.parseInt(args[0]));
        try (FileInputStream orders = new FileInputStream(FileDescriptor.in);
                FileOutputStream answers = new FileOutputStream(FileDescriptor.out)) {
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            FireCards.Workers.at(
                            FireCards.piv(terminal.getName(), () -> Optional.of(terminal), terminal.managementKey()))
                    .serve(orders, answers);
        }
    }
}
