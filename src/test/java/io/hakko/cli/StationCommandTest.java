package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoApplication;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** {@code hakko station}. */
class StationCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return HakkoCommand.run(HakkoApplication.class, new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void isACommand() {
        assertThat(HakkoCommand.isNamedBy("station", "--server", "https://localhost:1"))
                .isTrue();
        assertThat(run("station", "--help")).isZero();
        assertThat(out.toString()).contains("--server");
    }

    @Test
    void saysWhatIsNotSet() {
        assertThat(run("station", "--server", "https://localhost:1")).isEqualTo(1);

        assertThat(err.toString())
                .contains("HAKKO_STATION_KEYSTORE is not set")
                .contains("HAKKO_STATION_KEYSTORE_PASSWORD_FILE is not set")
                .contains("HAKKO_STATION_SERVER_CERTIFICATE is not set")
                .doesNotContain("HAKKO_STATION_SERVER is not set")
                .doesNotContain("HAKKO_DB_URL");
    }
}
