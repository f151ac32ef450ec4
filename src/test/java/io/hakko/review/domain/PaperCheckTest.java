package io.hakko.review.domain;

import static io.hakko.review.domain.PaperCheck.Problem.COPY_NOT_ALLOWED;
import static io.hakko.review.domain.PaperCheck.Problem.MISSING;
import static io.hakko.review.domain.PaperCheck.Problem.TOO_OLD;
import static io.hakko.review.domain.PaperCheck.Problem.WRONG_KIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.review.domain.PaperCheck.Deviation;
import io.hakko.review.domain.PaperCheck.Presented;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaperCheckTest {

    private static final LocalDate ARRIVED = LocalDate.of(2026, 11, 24);
    private static final LocalDate FRESH = LocalDate.of(2026, 8, 24);
    private static final LocalDate OLD = LocalDate.of(2026, 8, 23);
    private static final Requirement RECORD =
            new Requirement("RECORD", List.of("RECORD", "RECORD_B"), true, "A-DOC-03");
    private static final Requirement EXTRA = new Requirement("EXTRA", List.of("EXTRA"), false, "A-OPT-01");
    private static final PaperRules RULES = new PaperRules() {
        @Override
        public boolean originalNeeded(String kind) {
            return !kind.equals("COPY_ALLOWED");
        }

        @Override
        public boolean freshEnough(String kind, LocalDate issuedOn, LocalDate arrivedOn) {
            return !issuedOn.isBefore(arrivedOn.minusMonths(3));
        }
    };

    @Test
    void findsNothingWrongWithAFreshOriginal() {
        assertThat(check(paper("RECORD", FRESH, true))).isEmpty();
    }

    @Test
    void findsWhatIsMissing() {
        assertThat(check()).containsExactly(new Deviation(MISSING, Optional.of(RECORD), Optional.empty()));
    }

    @Test
    void findsWhatIsTooOldAndCopied() {
        assertThat(check(paper("RECORD", OLD, false)))
                .containsExactly(
                        new Deviation(TOO_OLD, Optional.of(RECORD), Optional.of(0)),
                        new Deviation(COPY_NOT_ALLOWED, Optional.of(RECORD), Optional.of(0)));
    }

    @Test
    void isContentWithOneGoodPaperOfSeveral() {
        assertThat(check(paper("RECORD", OLD, true), paper("RECORD_B", FRESH, true)))
                .isEmpty();
    }

    @Test
    void callsAPaperWrongOnlyWhileARequiredOneIsMissing() {
        Presented stranger = paper("STRANGER", FRESH, true);

        assertThat(check(stranger))
                .containsExactly(
                        new Deviation(MISSING, Optional.of(RECORD), Optional.empty()),
                        new Deviation(WRONG_KIND, Optional.empty(), Optional.of(0)));
        assertThat(check(paper("RECORD", FRESH, true), stranger)).isEmpty();
    }

    @Test
    void neverMissesWhatIsOptional() {
        assertThat(PaperCheck.check(List.of(EXTRA), List.of(), RULES)).isEmpty();
    }

    @Test
    void checksAnOptionalPaperThatIsThere() {
        assertThat(PaperCheck.check(List.of(EXTRA), List.of(paper("EXTRA", FRESH, false)), RULES))
                .containsExactly(new Deviation(COPY_NOT_ALLOWED, Optional.of(EXTRA), Optional.of(0)));
    }

    @Test
    void namesAPaperThatServesTwiceOnce() {
        Requirement other = new Requirement("OTHER", List.of("RECORD"), true, "A-OPT-03");

        assertThat(PaperCheck.check(List.of(RECORD, other), List.of(paper("RECORD", OLD, true)), RULES))
                .containsExactly(new Deviation(TOO_OLD, Optional.of(RECORD), Optional.of(0)));
    }

    private static List<Deviation> check(Presented... papers) {
        return PaperCheck.check(List.of(RECORD), List.of(papers), RULES);
    }

    private static Presented paper(String kind, LocalDate issuedOn, boolean original) {
        return new Presented(kind, issuedOn, original, ARRIVED);
    }
}
