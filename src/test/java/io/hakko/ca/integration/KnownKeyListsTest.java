package io.hakko.ca.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.shared.Der;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list that is not what it should be stops the start; nothing is let through. */
class KnownKeyListsTest {

    @TempDir
    private Path folder;

    @Test
    void withoutListsNothingIsKnown() {
        assertThat(new KnownKeyLists(List.of()).contains(Der.of(new byte[] {0x30, 0})))
                .isFalse();
    }

    @Test
    void refusesALineThatIsNoMark() throws Exception {
        Path list = Files.writeString(folder.resolve("list"), "0123456789abcdef0123\nsomething\n");

        assertThatThrownBy(() -> new KnownKeyLists(List.of(list)))
                .hasMessageContainingAll("something", "20 hex digits");
    }

    @Test
    void refusesAListThatIsNotThere() {
        assertThatThrownBy(() -> new KnownKeyLists(List.of(folder.resolve("absent"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent");
    }
}
