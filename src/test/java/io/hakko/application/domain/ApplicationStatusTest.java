package io.hakko.application.domain;

import static io.hakko.application.domain.ApplicationStatus.ACCEPTED;
import static io.hakko.application.domain.ApplicationStatus.DEFICIENT;
import static io.hakko.application.domain.ApplicationStatus.ENTERED;
import static io.hakko.application.domain.ApplicationStatus.IN_USE;
import static io.hakko.application.domain.ApplicationStatus.ISSUED;
import static io.hakko.application.domain.ApplicationStatus.RECEIVED;
import static io.hakko.application.domain.ApplicationStatus.REJECTED;
import static io.hakko.application.domain.ApplicationStatus.REVOKED;
import static io.hakko.application.domain.ApplicationStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApplicationStatusTest {

    @Test
    void runsFromArrivalToUse() {
        assertThat(RECEIVED.canBecome(ENTERED)).isTrue();
        assertThat(ENTERED.canBecome(DEFICIENT)).isTrue();
        assertThat(DEFICIENT.canBecome(ENTERED)).isTrue();
        assertThat(ENTERED.canBecome(ACCEPTED)).isTrue();
        assertThat(ACCEPTED.canBecome(ISSUED)).isTrue();
        assertThat(ISSUED.canBecome(IN_USE)).isTrue();
        assertThat(IN_USE.canBecome(REVOKED)).isTrue();
    }

    /** B-GEN-11. */
    @ParameterizedTest
    @EnumSource
    void isWithdrawnOnlyWhileNothingIsDecided(ApplicationStatus status) {
        assertThat(status.canBecome(WITHDRAWN)).isEqualTo(status.isOpen());
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "WITHDRAWN", "REVOKED"})
    void endsForGood(ApplicationStatus last) {
        assertThat(Arrays.stream(ApplicationStatus.values()).filter(last::canBecome))
                .isEmpty();
    }

    @Test
    void neverAcceptsWhatIsDeficient() {
        assertThat(DEFICIENT.canBecome(ACCEPTED)).isFalse();
        assertThat(DEFICIENT.canBecome(REJECTED)).isTrue();
    }
}
