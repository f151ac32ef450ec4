package io.hakko.notice;

import io.hakko.calendar.Zones;
import io.hakko.policy.WindowHours;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Yen;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How dates and numbers are written in letters. The templates know it as {@code text}. */
final class LetterText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPANESE);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("uuuu年M月d日（E）", Locale.JAPANESE);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu年M月d日（E）H時mm分", Locale.JAPANESE);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu年M月d日 H時mm分ss秒", Locale.JAPANESE);

    LetterText() {}

    /** {@code 2026年11月24日}. */
    public String day(LocalDate day) {
        return DAY.format(day);
    }

    /** {@code 2026年12月24日（木）}. */
    public String weekday(LocalDate day) {
        return WEEKDAY.format(day);
    }

    /** {@code 2026年12月25日（金）16時00分}, Japanese time. */
    public String minute(Instant instant) {
        return MINUTE.format(instant.atZone(Zones.TOKYO));
    }

    /** {@code 2027年12月24日 23時59分59秒}, Japanese time. */
    public String second(Instant instant) {
        return SECOND.format(instant.atZone(Zones.TOKYO));
    }

    /** {@code 営業日の9時から17時まで}. */
    public String hours(WindowHours hours) {
        return "営業日の" + time(hours.open()) + "から" + time(hours.close()) + "まで";
    }

    private static String time(LocalTime time) {
        return time.getMinute() == 0 ? time.getHour() + "時" : "%d時%02d分".formatted(time.getHour(), time.getMinute());
    }

    /** {@code 42,900円}. */
    public String yen(Yen amount) {
        return "%,d円".formatted(amount.amount());
    }

    /** In groups of four, as on the card face. */
    public String card(CardNumber card) {
        return card.value().replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** Hexadecimal in pairs. */
    public String serial(CertificateSerial serial) {
        return serial.hex().replaceAll("(..)(?=.)", "$1:");
    }
}
