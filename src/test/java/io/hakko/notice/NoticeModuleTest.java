package io.hakko.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.HakkoTest;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditScope;
import io.hakko.calendar.MovableClock;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.shared.RefusalCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@HakkoTest
@RecordApplicationEvents
class NoticeModuleTest {

    private static final Actor SHIPPER = new Actor("shipper");

    @Autowired
    Letters letters;

    @Autowired
    AuditRecords trail;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Autowired
    ApplicationEvents events;

    private final String caseKey = "CASE-" + UUID.randomUUID();

    @Test
    void writesALetterOnceAndKeepsIt() {
        LetterId first = write("1", LetterSamples.deficiency().content());
        LetterId again = write("1", LetterSamples.deficiency().content());
        LetterId secondRound = write("2", LetterSamples.deficiency().content());

        assertThat(again).isEqualTo(first);
        assertThat(letters.ofCase(caseKey)).extracting(LetterView::id).containsExactly(first, secondRound);
        assertThat(LetterApprovalTest.textOf(letters.pdf(first)))
                .contains("不備通知書", letters.read(first).number());
        assertThat(events("letter.written")).hasSize(2);
    }

    @Test
    void postsALetterAndPublishesTheNotice() {
        LetterId letter = write("1", LetterSamples.deficiency().content());

        PostedLetter posted = post(letter, today(), PostingChannel.REGISTERED, "１２３-４５ ６７８９０1");

        assertThat(posted.deemedArrival()).isEqualTo(today());
        assertThat(posted.trackingNumber()).contains("12345678901");
        assertThat(letters.read(letter).posted()).contains(posted);
        assertThat(events.stream(NoticeSent.class))
                .contains(new NoticeSent(letter, LetterKind.DEFICIENCY_NOTICE, caseKey, today(), today()));
        assertThat(events("letter.posted"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString()).contains("WRITTEN", "POSTED", "REGISTERED"));
    }

    @Test
    void refusesAPostingTwice() {
        LetterId letter = write("1", LetterSamples.rejection().content());
        post(letter, today(), PostingChannel.ORDINARY, "");

        assertRefused(letter, today(), PostingChannel.ORDINARY, "", "", NoticeRefusal.ALREADY_POSTED);
    }

    @Test
    void refusesAPostmarkInTheFutureOrBeforeTheLetter() {
        LetterId letter = write("1", LetterSamples.rejection().content());

        assertRefused(
                letter, today().plusDays(1), PostingChannel.ORDINARY, "", "/postedOn", NoticeRefusal.POSTED_IN_FUTURE);
        assertRefused(
                letter,
                today().minusDays(1),
                PostingChannel.ORDINARY,
                "",
                "/postedOn",
                NoticeRefusal.POSTED_BEFORE_WRITTEN);
    }

    @Test
    void insistsOnATrackingNumberWhereThePostGivesOne() {
        LetterId letter = write("1", LetterSamples.rejection().content());

        assertRefused(
                letter, today(), PostingChannel.RECORDED, " ", "/trackingNumber", NoticeRefusal.TRACKING_NUMBER_NEEDED);
        assertRefused(
                letter,
                today(),
                PostingChannel.RECORDED,
                "なし",
                "/trackingNumber",
                NoticeRefusal.TRACKING_NUMBER_MALFORMED);
        assertRefused(
                letter,
                today(),
                PostingChannel.ORDINARY,
                "12345678901",
                "/trackingNumber",
                NoticeRefusal.TRACKING_NUMBER_UNEXPECTED);
    }

    @Test
    void insistsOnRegisteredMailForADeficiencyNotice() {
        LetterId letter = write("1", LetterSamples.deficiency().content());

        assertRefused(
                letter,
                today(),
                PostingChannel.RECORDED,
                "12345678901",
                "/channel",
                NoticeRefusal.REGISTERED_MAIL_NEEDED);
    }

    @Test
    void refusesAnUnknownLetter() {
        LetterId unknown = new LetterId(UUID.randomUUID());

        assertThatThrownBy(() -> letters.read(unknown)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> letters.pdf(unknown)).isInstanceOf(Refusal.class);
    }

    @Test
    void databaseRefusesToChangeAWrittenLetter() {
        LetterId letter = write("1", LetterSamples.rejection().content());

        assertThatThrownBy(() -> jdbc.sql("UPDATE notice.letter SET pdf = '\\x00'::bytea WHERE id = :id")
                        .param("id", letter.value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasRootCauseMessage("ERROR: permission denied for table letter");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM notice.letter WHERE id = :id")
                        .param("id", letter.value())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    private LetterId write(String sequence, LetterContent content) {
        return letters.write(
                new WriteLetter(caseKey, sequence, LetterSamples.PROFILE, LetterSamples.holder(), content));
    }

    private PostedLetter post(LetterId letter, LocalDate postedOn, PostingChannel channel, String trackingNumber) {
        try (AuditScope.Open scope = AuditScope.open(SHIPPER)) {
            return letters.post(letter, new PostLetter(postedOn, channel, Optional.of(trackingNumber)), SHIPPER);
        }
    }

    private void assertRefused(
            LetterId letter,
            LocalDate postedOn,
            PostingChannel channel,
            String trackingNumber,
            String pointer,
            RefusalCode code) {
        assertThatThrownBy(() -> post(letter, postedOn, channel, trackingNumber))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.violations()).anySatisfy(violation -> {
                            assertThat(violation.pointer()).isEqualTo(pointer);
                            assertThat(violation.code()).isEqualTo(code);
                        }));
    }

    private List<AuditRecord> events(String event) {
        return trail.ofKey(caseKey).stream()
                .filter(entry -> entry.event().equals(event))
                .toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }
}
