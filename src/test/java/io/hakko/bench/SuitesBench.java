package io.hakko.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the suites that the system property {@code hakko.bench} names: one, or all when it is empty. */
class SuitesBench {

    private static final Path SUMMARY = Path.of("target", "bench", "summary.json");
    private static final List<Row> MEASURED = new ArrayList<>();

    @TestFactory
    List<DynamicTest> suites() {
        return Suites.named(System.getProperty("hakko.bench", "")).stream()
                .map(suite -> DynamicTest.dynamicTest(suite.name(), () -> measure(suite)))
                .toList();
    }

    private static void measure(Suite suite) throws Exception {
        Report report = new Report(suite.name(), Clock.systemUTC());
        suite.run(report);
        report.writeTo(SUMMARY);
        MEASURED.addAll(report.rows());
    }

    @AfterAll
    static void print() {
        if (!MEASURED.isEmpty()) {
            System.out.println("\n" + Report.table(MEASURED) + "\n\nwritten to " + SUMMARY);
        }
    }
}
