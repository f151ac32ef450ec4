package io.hakko.card;

import io.hakko.card.domain.CardCertificate;
import io.hakko.card.domain.KeyOrigin;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.MailerJam;
import io.hakko.card.domain.MailerSheet;
import io.hakko.card.domain.ReaderReport;
import io.hakko.card.domain.StationJob;
import io.hakko.card.domain.Tries;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Der;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the line between a station and its server, in JSON. There is no field for a PIN. What cannot be understood
 * is an {@link IllegalArgumentException}.
 */
public final class StationWire {

    /** Path of the server's side. */
    public static final String PATH = "/station/api";

    /** Header that names the run of the station's program. */
    public static final String WORKER = "Hakko-Worker";

    /** Header with the token of whoever is signed in at the station. */
    public static final String OPERATOR = "Hakko-Operator";

    private StationWire() {}

    /** {@link MailerJam}. */
    public record Jam(
            int pinRound,
            String reason,
            String reportedBy,
            @Nullable String destroyedBy) {}

    /** {@link StationJob}. */
    public record Job(
            String number,
            String application,
            String chip,
            String operator,
            String state,
            int pinRound,
            int version,
            int pinDigits,
            int tries,
            int unblockingTries,
            @Nullable String keyOrigin,
            @Nullable Jam jam,
            @Nullable Certificate certificate) {

        public static Job of(StationJob job) {
            return new Job(
                    job.number().value(),
                    job.application().value(),
                    job.chip().value(),
                    job.operator(),
                    job.state().name(),
                    job.pinRound(),
                    job.version(),
                    job.pinDigits(),
                    job.tries().pin(),
                    job.tries().unblocking(),
                    job.keyOrigin().name(),
                    job.jam()
                            .map(jam -> new Jam(
                                    jam.pinRound(),
                                    jam.reason(),
                                    jam.reportedBy(),
                                    jam.destroyedBy().orElse(null)))
                            .orElse(null),
                    job.certificate().map(Certificate::of).orElse(null));
        }

        public StationJob read() {
            CardNumber card = CardNumber.of(number);
            return new StationJob(
                    card,
                    ApplicationNumber.of(application),
                    ChipSerial.of(chip),
                    operator,
                    LedgerState.valueOf(state),
                    pinRound,
                    version,
                    pinDigits,
                    new Tries(tries, unblockingTries),
                    origin(keyOrigin),
                    Optional.ofNullable(jam)
                            .map(open -> new MailerJam(
                                    card,
                                    open.pinRound(),
                                    open.reason(),
                                    open.reportedBy(),
                                    Optional.ofNullable(open.destroyedBy()))),
                    Optional.ofNullable(certificate).map(Certificate::read));
        }
    }

    /** The cards of a station, and how the server calls it. */
    public record Jobs(String station, List<Job> jobs) {
        public static Jobs of(String station, List<StationJob> jobs) {
            return new Jobs(station, jobs.stream().map(Job::of).toList());
        }
    }

    /** {@link ReaderReport.Reading}. */
    public record Reading(
            @Nullable String chip,
            boolean blank,
            @Nullable String number,
            @Nullable String certificate) {}

    /** {@link ReaderReport}. */
    public record Report(
            @Nullable String reader,
            boolean connected,
            @Nullable Reading card) {

        public static Report of(ReaderReport report) {
            return new Report(
                    report.reader(),
                    report.connected(),
                    report.card()
                            .map(card -> new Reading(
                                    card.chip().value(),
                                    card.blank(),
                                    card.number().map(CardNumber::value).orElse(null),
                                    card.certificate().map(StationWire::base64).orElse(null)))
                            .orElse(null));
        }

        public ReaderReport read() {
            return new ReaderReport(
                    required(reader),
                    connected,
                    Optional.ofNullable(card)
                            .map(read -> new ReaderReport.Reading(
                                    ChipSerial.of(required(read.chip())),
                                    read.blank(),
                                    Optional.ofNullable(read.number()).map(CardNumber::of),
                                    Optional.ofNullable(read.certificate()).map(StationWire::der))));
        }
    }

    /**
     * A step, and the version of the ledger's entry that it was made from.
     *
     * @param publicKey the card's key, at the step of that name
     * @param keyOrigin where it was made; on the card, if a station does not say
     */
    public record Step(
            int version,
            @Nullable String publicKey,
            @Nullable String keyOrigin) {}

    public static KeyOrigin origin(@Nullable String name) {
        return name == null ? KeyOrigin.ON_CARD : KeyOrigin.valueOf(name);
    }

    /** {@link CardCertificate}. */
    public record Certificate(String der, String expiry) {

        public static Certificate of(CardCertificate certificate) {
            return new Certificate(
                    base64(certificate.der()), certificate.expiry().toString());
        }

        public CardCertificate read() {
            return new CardCertificate(StationWire.der(der), LocalDate.parse(expiry));
        }
    }

    /** {@link MailerSheet}. */
    public record Letter(String service, String sender, String card, String application, String holder) {

        public static Letter of(MailerSheet sheet) {
            return new Letter(
                    sheet.service(),
                    sheet.sender(),
                    sheet.card().value(),
                    sheet.application().value(),
                    sheet.holder());
        }

        public MailerSheet read() {
            return new MailerSheet(service, sender, CardNumber.of(card), ApplicationNumber.of(application), holder);
        }
    }

    /**
     * The face of a card.
     *
     * @param svg what the card printer gets
     */
    public record Face(String svg) {}

    /** Why. */
    public record Reason(@Nullable String reason) {}

    /** What somebody has typed in at the station. */
    public record Credentials(
            @Nullable String user, @Nullable String password) {
        @Override
        public String toString() {
            return "credentials";
        }
    }

    /** Somebody is signed in. */
    public record SignedIn(String token, List<String> roles) {
        @Override
        public String toString() {
            return "signed in as " + roles;
        }
    }

    public static String base64(Der der) {
        return Base64.getEncoder().encodeToString(der.bytes());
    }

    public static Der der(@Nullable String text) {
        return Der.of(Base64.getDecoder().decode(required(text)));
    }

    /** The text, which has to be there. */
    public static String required(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("a value is missing");
        }
        return text;
    }
}
