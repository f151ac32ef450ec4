package io.hakko.cli;

import io.hakko.ca.CeremonyRecord;
import io.hakko.calendar.Zones;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** What a ceremony has made, for the record that both sign. */
final class CeremonyOutput {

    /** A Japanese character is as wide as two others. */
    private static final int COLUMN = 16;

    private CeremonyOutput() {}

    /** @param kind what the line with the id is called */
    static void print(PrintWriter out, String done, String kind, CeremonyRecord made) {
        out.println(done + "この記録は監査証跡にあります。");
        out.println(kind + " ".repeat(COLUMN - 2 * kind.length()) + made.caId());
        out.println("名称            " + made.name());
        out.println("保管場所        " + made.where());
        out.println("鍵              RSA %d bit".formatted(made.bits()));
        out.println("証明書の番号    " + made.serial());
        out.println("SHA-256         " + made.sha256());
        out.println("有効期間        %s ～ %s".formatted(local(made.notBefore()), local(made.notAfter())));
        out.println("日時            " + local(made.at()));
        out.println("実施者          " + made.by());
        out.println("立会人          " + made.with());
    }

    static String local(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.atZone(Zones.TOKYO).toOffsetDateTime());
    }
}
