package io.hakko;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.policy.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No service is known to code, models or forms: what a service is stands in its profile, letters and decision rows. */
class ServicesAreDataTest {

    /** The demonstration plays with shipped services, and the command line names them in its help. */
    private static final List<String> MAY_NAME_THEM = List.of("/demo/SampleCases.java", "/cli/StoryCommand.java");

    private static final List<String> IDS =
            new Profiles().all().stream().map(profile -> profile.ref().id()).toList();

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "processes", "forms"})
    void nothingNamesAService(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            List<Path> looked = files.filter(Files::isRegularFile)
                    .filter(file ->
                            MAY_NAME_THEM.stream().noneMatch(file.toString().replace('\\', '/')::endsWith))
                    .filter(file -> !file.toString().endsWith(".dmn"))
                    .toList();

            assertThat(looked)
                    .isNotEmpty()
                    .allSatisfy(
                            file -> assertThat(code(file)).as(file.toString()).doesNotContain(IDS));
        }
    }

    /** Without comments, which may cite a service as an example. */
    private static String code(Path file) {
        try {
            return Files.readString(file)
                    .replaceAll("(?s)/\\*.*?\\*/", "")
                    .replaceAll("(?m)^\\s*//.*$", "")
                    .toLowerCase(Locale.ROOT);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
