package io.hakko.card.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of transitions in docs/cards.md is that of the code. */
class LedgerTableTest {

    @Test
    void documentedTransitionsAreThoseOfTheLedger() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("docs/cards.md")).stream()
                .filter(line -> line.matches("\\| [A-Z_]+ \\|.*"))
                .toList();

        assertThat(documented)
                .isEqualTo(Arrays.stream(LedgerState.values())
                        .map(LedgerTableTest::row)
                        .toList());
    }

    private static String row(LedgerState state) {
        String next = Arrays.stream(LedgerState.values())
                .filter(state::allows)
                .map(LedgerState::name)
                .collect(Collectors.joining(", "));
        return "| %s | %s |".formatted(state, next.isEmpty() ? "–" : next);
    }
}
