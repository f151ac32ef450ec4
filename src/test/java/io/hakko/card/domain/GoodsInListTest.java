package io.hakko.card.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.card.domain.GoodsInList.Flaw;
import io.hakko.card.domain.GoodsInList.Kind;
import io.hakko.card.domain.GoodsInList.Line;
import io.hakko.shared.ChipSerial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the maker of the blanks writes, and what he writes wrongly. */
class GoodsInListTest {

    private static final BlankChip FIRST = blank("B-01", "00000000000000A1");
    private static final BlankChip SECOND = blank("B-02", "00000000000000A2");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "B-01,00000000000000A1\nB-02,00000000000000A2",
                "b-01, 00000000000000a1 \r\n b-02,00000000000000A2\r\n",
                "箱番号,チップ番号\r\nB-01,00000000000000A1\r\nB-02,00000000000000A2\r\n",
                "\uFEFF箱番号,チップ番号\nB-01,00000000000000A1\nB-02,00000000000000A2\n",
                "box,chip_serial\rB-01,00000000000000A1\rB-02,00000000000000A2",
                "box,chip\n\nB-01,00000000000000A1\n\n\nB-02,00000000000000A2\n"
            })
    void readsWithAndWithoutHeadingsMarkAndEmptyLines(String text) {
        GoodsInList list = GoodsInList.read(text);

        assertThat(list.flaws()).isEmpty();
        assertThat(list.lines()).extracting(Line::blank).containsExactly(FIRST, SECOND);
    }

    @Test
    void everyBadLineIsToldWithItsNumber() {
        GoodsInList list = GoodsInList.read("""
                箱番号,チップ番号
                B-01,00000000000000A1

                B-01
                B-01,00000000000000A2,x
                箱1,00000000000000A3
                B-01,00000000000000G4
                B-01,a1
                B-02,00000000000000a1
                ,
                """);

        assertThat(list.flaws())
                .containsExactly(
                        new Flaw(4, Kind.COLUMNS, 0),
                        new Flaw(5, Kind.COLUMNS, 0),
                        new Flaw(6, Kind.BOX, 0),
                        new Flaw(7, Kind.CHIP, 0),
                        new Flaw(8, Kind.CHIP, 0),
                        new Flaw(9, Kind.REPEATED, 2),
                        new Flaw(10, Kind.BOX, 0),
                        new Flaw(10, Kind.CHIP, 0));
        assertThat(list.lines()).containsExactly(new Line(2, FIRST));
    }

    @Test
    void headingsAreNamesOfColumnsInTheFirstLineOnly() {
        assertThat(GoodsInList.read("B-01,00000000000000A1\n箱番号,チップ番号").flaws())
                .containsExactly(new Flaw(2, Kind.BOX, 0), new Flaw(2, Kind.CHIP, 0));
        assertThat(GoodsInList.read("B-01,0000").flaws()).containsExactly(new Flaw(1, Kind.CHIP, 0));
        assertThat(GoodsInList.read("B-01,").flaws()).containsExactly(new Flaw(1, Kind.CHIP, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\r\n", "\uFEFF", "箱番号,チップ番号\n"})
    void emptyListHasNeitherLinesNorFlaws(String text) {
        GoodsInList list = GoodsInList.read(text);

        assertThat(list.lines()).isEmpty();
        assertThat(list.flaws()).isEmpty();
    }

    private static BlankChip blank(String box, String chip) {
        return new BlankChip(BoxNumber.of(box), ChipSerial.of(chip));
    }
}
