package io.hakko.revocation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.revocation.domain.EvidenceCheck.Deviation;
import io.hakko.revocation.domain.EvidenceCheck.Problem;
import io.hakko.revocation.domain.PaperRequest.Presented;
import io.hakko.revocation.domain.RevocationPapers.Requirement;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceCheckTest {

    private static final LocalDate ARRIVED = LocalDate.of(2026, 11, 24);
    private static final Requirement SEAL = new Requirement("SEAL", List.of("SEAL_REGISTRATION"), "A-REV-08");
    private static final Requirement NAME =
            new Requirement("NAME", List.of("FAMILY_REGISTER_FULL", "FAMILY_REGISTER_EXTRACT"), "A-REV-09");

    /** Three months, originals only. */
    private static final EvidenceCheck.DocumentRules RULES = new EvidenceCheck.DocumentRules() {
        @Override
        public boolean originalNeeded(String kind) {
            return true;
        }

        @Override
        public boolean freshEnough(String kind, LocalDate issuedOn, LocalDate arrivedOn) {
            return !issuedOn.isBefore(arrivedOn.minusMonths(3));
        }
    };

    @ParameterizedTest
    @CsvSource({
        "SEAL_REGISTRATION, 2026-08-24, true,",
        "SEAL_REGISTRATION, 2026-08-23, true, TOO_OLD",
        "SEAL_REGISTRATION, 2026-11-20, false, COPY",
        "RESIDENCE_RECORD, 2026-11-20, true, MISSING"
    })
    void judgesADocumentOnTheDayItArrived(String kind, LocalDate issuedOn, boolean original, Problem problem) {
        List<Deviation> found = check(List.of(SEAL), false, new Presented(kind, issuedOn, original));

        if (problem == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).containsExactly(new Deviation(SEAL, problem));
        }
    }

    @Test
    void oneGoodDocumentSuffices() {
        assertThat(check(
                        List.of(NAME),
                        false,
                        new Presented("FAMILY_REGISTER_FULL", LocalDate.of(2025, 1, 1), true),
                        new Presented("FAMILY_REGISTER_EXTRACT", LocalDate.of(2026, 11, 1), true)))
                .isEmpty();
    }

    @Test
    void copyCountsWhileTheOriginalsFollow() {
        Presented copy = new Presented("SEAL_REGISTRATION", LocalDate.of(2026, 11, 1), false);

        assertThat(check(List.of(SEAL), true, copy)).isEmpty();
        assertThat(check(List.of(SEAL, NAME), true, copy)).containsExactly(new Deviation(NAME, Problem.MISSING));
    }

    private static List<Deviation> check(List<Requirement> required, boolean originalsFollow, Presented... documents) {
        return EvidenceCheck.check(required, List.of(documents), ARRIVED, originalsFollow, RULES);
    }
}
