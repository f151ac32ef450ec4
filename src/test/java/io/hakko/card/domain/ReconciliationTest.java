package io.hakko.card.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** taken = good + spoiled + dead + returned, letters = good + destroyed, under two signatures. */
class ReconciliationTest {

    private static final BatchFigures FIGURES = new BatchFigures(20, 2, 1, 23);

    @Test
    void whatWasCountedAgreesWithTheLedger() {
        Reconciliation counted = counted(25, 2, 3, "");

        assertThat(FIGURES.used()).isEqualTo(23);
        assertThat(FIGURES.voidLetters()).isEqualTo(3);
        assertThat(counted.blankDifference()).isZero();
        assertThat(counted.letterDifference()).isZero();
        assertThat(counted.isConfirmed()).isFalse();
    }

    @Test
    void everyDifferenceNeedsAReason() {
        assertThat(counted(26, 2, 3, "一枚見当たらない").blankDifference()).isEqualTo(1);
        assertThat(counted(25, 3, 3, "一枚多い").blankDifference()).isEqualTo(-1);
        assertThat(counted(25, 2, 2, "一通見当たらない").letterDifference()).isEqualTo(1);
        assertThatThrownBy(() -> counted(26, 2, 3, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> counted(25, 2, 4, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> counted(-1, 0, 0, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> counted(25, -1, 3, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> counted(25, 2, -1, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodySignsTwice() {
        assertThat(new Reconciliation(FIGURES, 25, 2, 3, "", "a", Optional.of("b")).isConfirmed())
                .isTrue();
        assertThatThrownBy(() -> new Reconciliation(FIGURES, 25, 2, 3, "", "a", Optional.of("a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Reconciliation counted(int taken, int returned, int destroyed, String reason) {
        return new Reconciliation(FIGURES, taken, returned, destroyed, reason, "a", Optional.empty());
    }
}
