package io.hakko.notice;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.Alarms;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes, keeps and posts the letters. */
@Service
@Transactional
class LetterDesk implements Letters {

    private static final Pattern TRACKING_NUMBER = Pattern.compile("[0-9A-Z]{6,20}");

    private final LetterTable table;
    private final LetterPrinter printer;
    private final AuditTrail trail;
    private final Alarms alarms;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LetterDesk(
            LetterTable table,
            LetterPrinter printer,
            AuditTrail trail,
            Alarms alarms,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.printer = printer;
        this.trail = trail;
        this.alarms = alarms;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public LetterId write(WriteLetter command) {
        return written(command).orElseGet(() -> writeNow(command));
    }

    private Optional<LetterId> written(WriteLetter command) {
        return table.find(command.caseKey(), command.kind(), command.sequence());
    }

    private LetterId writeNow(WriteLetter command) {
        Instant now = clock.instant();
        LetterId id = new LetterId(UUID.randomUUID());
        String number = "通-%04d-%06d".formatted(now.atZone(Zones.TOKYO).getYear(), table.nextNumber());
        LetterPrinter.Printed printed = printer.print(command, number, now);
        byte[] sha256 = sha256(printed.pdf());
        if (!table.insert(id, number, command, printed, sha256, now)) {
            return written(command).orElseThrow();
        }
        trail.record(AuditEntry.of("letter.written", command.caseKey())
                .with("letterId", id)
                .with("number", number)
                .with("kind", command.kind())
                .with("sequence", command.sequence())
                .with("recipient", command.recipient().role())
                .with("template", printed.template())
                .with("templateVersion", printed.templateVersion())
                .with("sha256", HexFormat.of().formatHex(sha256))
                .build());
        return id;
    }

    @Override
    public PostedLetter post(LetterId letter, PostLetter command, Actor actor) {
        LetterView view = read(letter);
        if (view.posted().isPresent()) {
            throw new Refusal(NoticeRefusal.ALREADY_POSTED);
        }
        PostLetter posting = new PostLetter(
                command.postedOn(),
                command.channel(),
                command.trackingNumber().map(LetterDesk::normalised).filter(number -> !number.isEmpty()));
        refuseImpossible(view, posting);

        LocalDate deemedArrival = posting.postedOn();
        if (!table.post(letter, posting, deemedArrival, actor)) {
            throw new Refusal(NoticeRefusal.ALREADY_POSTED);
        }
        trail.record(AuditEntry.of("letter.posted", view.caseKey())
                .change("WRITTEN", "POSTED")
                .with("letterId", letter)
                .with("number", view.number())
                .with("kind", view.kind())
                .with("recipient", view.recipient().role())
                .with("channel", posting.channel())
                .with("postedOn", posting.postedOn())
                .with("trackingNumber", posting.trackingNumber().orElse(null))
                .with("deemedArrival", deemedArrival)
                .build());
        alarms.clear(AlarmKind.LETTER_NOT_POSTED, view.caseKey(), view.number());
        events.publishEvent(new NoticeSent(letter, view.kind(), view.caseKey(), posting.postedOn(), deemedArrival));
        return new PostedLetter(
                letter,
                view.number(),
                view.kind(),
                view.caseKey(),
                view.profile(),
                posting.postedOn(),
                posting.channel(),
                posting.trackingNumber(),
                deemedArrival);
    }

    private void refuseImpossible(LetterView letter, PostLetter posting) {
        List<Violation> violations = new ArrayList<>();
        LocalDate writtenOn = LocalDate.ofInstant(letter.writtenAt(), Zones.TOKYO);
        if (posting.postedOn().isAfter(LocalDate.ofInstant(clock.instant(), Zones.TOKYO))) {
            violations.add(Violation.at("/postedOn", NoticeRefusal.POSTED_IN_FUTURE));
        }
        if (posting.postedOn().isBefore(writtenOn)) {
            violations.add(Violation.at("/postedOn", NoticeRefusal.POSTED_BEFORE_WRITTEN, writtenOn));
        }
        PostingChannel channel = posting.channel();
        if (letter.kind().needsRegisteredMail() && !channel.isRegistered()) {
            violations.add(Violation.at(
                    "/channel",
                    NoticeRefusal.REGISTERED_MAIL_NEEDED,
                    letter.kind().title()));
        }
        if (channel.isTracked() && posting.trackingNumber().isEmpty()) {
            violations.add(Violation.at("/trackingNumber", NoticeRefusal.TRACKING_NUMBER_NEEDED, channel.label()));
        }
        posting.trackingNumber().ifPresent(number -> {
            if (!channel.isTracked()) {
                violations.add(
                        Violation.at("/trackingNumber", NoticeRefusal.TRACKING_NUMBER_UNEXPECTED, channel.label()));
            } else if (!TRACKING_NUMBER.matcher(number).matches()) {
                violations.add(Violation.at("/trackingNumber", NoticeRefusal.TRACKING_NUMBER_MALFORMED));
            }
        });
        if (!violations.isEmpty()) {
            throw new Refusal(violations);
        }
    }

    @Override
    @Transactional(readOnly = true)
    public LetterView read(LetterId letter) {
        return table.find(letter).orElseThrow(() -> new Refusal(NoticeRefusal.LETTER_UNKNOWN));
    }

    @Override
    @Transactional(readOnly = true)
    public List<LetterView> ofCase(String caseKey) {
        return table.ofCase(caseKey);
    }

    @Override
    @Transactional(readOnly = true)
    public byte[] pdf(LetterId letter) {
        LetterTable.Stored stored = table.pdf(letter).orElseThrow(() -> new Refusal(NoticeRefusal.LETTER_UNKNOWN));
        if (!Arrays.equals(sha256(stored.pdf()), stored.sha256())) {
            throw new IllegalStateException("the kept PDF of letter " + letter + " was changed");
        }
        return stored.pdf();
    }

    /** Full-width digits, hyphens and spaces are how people type these numbers. */
    private static String normalised(String trackingNumber) {
        return Normalizer.normalize(trackingNumber, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Pd}−]", "")
                .toUpperCase(java.util.Locale.ROOT);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
