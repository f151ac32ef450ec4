package io.hakko.card.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** issued + spoiled + in work + left = received, under two signatures. */
class StockCountTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final BoxNumber BOX = BoxNumber.of("B-01");

    @Test
    void leftIsWhatWasReceivedAndNotTaken() {
        assertThat(figures(20, 7, 2, 1).left()).isEqualTo(10);
        assertThat(figures(20, 7, 2, 1).isUsedUp()).isFalse();
        assertThat(figures(20, 17, 2, 1).isUsedUp()).isFalse();
        assertThat(figures(20, 18, 2, 0).isUsedUp()).isTrue();
        assertThat(new BoxFigures(BOX, Optional.empty(), 20, 7, 2, 3, 1).left()).isEqualTo(7);
    }

    @Test
    void differenceNeedsAReason() {
        BoxFigures figures = figures(20, 7, 2, 1);

        assertThat(count(figures, 10, "").difference()).isZero();
        assertThat(count(figures, 9, "箱の中に見当たらない").difference()).isEqualTo(1);
        assertThat(count(figures, 11, "多い").difference()).isEqualTo(-1);
        assertThatThrownBy(() -> count(figures, 9, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> count(figures, -1, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodySignsTwice() {
        BoxFigures figures = figures(1, 0, 0, 0);

        assertThat(new StockCount(DAY, figures, 1, "", "a", Optional.of("b")).isSigned())
                .isTrue();
        assertThat(count(figures, 1, "").isSigned()).isFalse();
        assertThatThrownBy(() -> new StockCount(DAY, figures, 1, "", "a", Optional.of("a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyMoveMakesACountStaleButAnotherStationDoesNot() {
        StockCount count = count(figures(20, 7, 2, 1), 10, "");

        assertThat(count.isStale(figures(20, 7, 2, 1))).isFalse();
        assertThat(count.isStale(new BoxFigures(BOX, Optional.of("station-2"), 20, 7, 2, 0, 1)))
                .isFalse();
        assertThat(count.isStale(figures(21, 7, 2, 1))).isTrue();
        assertThat(count.isStale(figures(20, 8, 2, 0))).isTrue();
        assertThat(count.isStale(figures(20, 7, 3, 0))).isTrue();
        assertThat(count.isStale(figures(20, 7, 2, 2))).isTrue();
        assertThat(count.isStale(new BoxFigures(BOX, Optional.empty(), 20, 7, 2, 1, 1)))
                .isTrue();
    }

    private static StockCount count(BoxFigures figures, int left, String reason) {
        return new StockCount(DAY, figures, left, reason, "a", Optional.empty());
    }

    private static BoxFigures figures(int received, int issued, int spoiled, int inWork) {
        return new BoxFigures(BOX, Optional.empty(), received, issued, spoiled, 0, inWork);
    }
}
