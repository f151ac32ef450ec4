package io.hakko.card.domain;

import io.hakko.shared.ChipSerial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A goods-in list as the maker of the blanks delivers it: one card a line, box number and chip serial with a comma between.
 * A first line with headings may stand above, and empty lines are passed over. Lines are counted as an editor counts them.
 */
public record GoodsInList(List<Line> lines, List<Flaw> flaws) {

    private static final int COLUMNS = 2;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    public GoodsInList {
        lines = List.copyOf(lines);
        flaws = List.copyOf(flaws);
    }

    /** A line that can be read. */
    public record Line(int number, BlankChip blank) {}

    /** Why a line cannot be taken. */
    public enum Kind {
        COLUMNS,
        BOX,
        CHIP,
        /** The chip stands in an earlier line too. */
        REPEATED
    }

    /**
     * What is wrong with a line.
     *
     * @param earlier the line that has the same chip; 0 for other flaws
     */
    public record Flaw(int number, Kind kind, int earlier) {}

    /** Reads a list; whatever is wrong with it is among its flaws. */
    public static GoodsInList read(String text) {
        List<Line> lines = new ArrayList<>();
        List<Flaw> flaws = new ArrayList<>();
        Map<ChipSerial, Integer> seen = new HashMap<>();
        boolean first = true;
        int number = 0;
        for (String raw : withoutMark(text).split("\r\n|\n|\r", -1)) {
            number++;
            if (raw.isBlank()) {
                continue;
            }
            String[] columns = raw.split(",", -1);
            boolean heading = first && columns.length == COLUMNS && isHeading(columns[1]);
            first = false;
            if (!heading) {
                read(number, columns, seen, lines, flaws);
            }
        }
        return new GoodsInList(lines, flaws);
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** No hexadecimal digit at the beginning: the name of a column. */
    private static boolean isHeading(String column) {
        String name = column.strip();
        return !name.isEmpty() && Character.digit(name.codePointAt(0), 16) < 0
                || name.equalsIgnoreCase("chip")
                || name.equalsIgnoreCase("chip_serial");
    }

    private static void read(
            int number, String[] columns, Map<ChipSerial, Integer> seen, List<Line> lines, List<Flaw> flaws) {
        if (columns.length != COLUMNS) {
            flaws.add(new Flaw(number, Kind.COLUMNS, 0));
            return;
        }
        Optional<BoxNumber> box = box(columns[0]);
        Optional<ChipSerial> chip = chip(columns[1]);
        if (box.isEmpty()) {
            flaws.add(new Flaw(number, Kind.BOX, 0));
        }
        if (chip.isEmpty()) {
            flaws.add(new Flaw(number, Kind.CHIP, 0));
            return;
        }
        Integer earlier = seen.putIfAbsent(chip.get(), number);
        if (earlier != null) {
            flaws.add(new Flaw(number, Kind.REPEATED, earlier));
        } else if (box.isPresent()) {
            lines.add(new Line(number, new BlankChip(box.get(), chip.get())));
        }
    }

    private static Optional<BoxNumber> box(String text) {
        try {
            return Optional.of(BoxNumber.of(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<ChipSerial> chip(String text) {
        try {
            return Optional.of(ChipSerial.of(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
