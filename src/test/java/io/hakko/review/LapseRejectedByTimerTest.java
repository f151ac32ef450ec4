package io.hakko.review;

import static io.hakko.application.CertificateApplicationProcess.ISSUE_TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.application.Examples;
import io.hakko.application.PresentedPaper;
import io.hakko.audit.AuditRecord;
import io.hakko.notice.LetterKind;
import io.hakko.notice.LetterView;
import io.hakko.policy.Profiles;
import io.hakko.policy.TestProfiles;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.Alarms;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** A service whose deadline itself rejects what was not corrected (B-REV-02, D-03); only its profile differs. */
@Import(LapseRejectedByTimerTest.StrictService.class)
class LapseRejectedByTimerTest extends ReviewCaseBase {

    @TestConfiguration(proxyBeanMethods = false)
    static class StrictService {
        @Bean
        @Primary
        Profiles profilesThatReject() {
            return TestProfiles.aosignWith("/deficiency/stage/then", "reject");
        }
    }

    @Autowired
    private Alarms alarms;

    @Test
    void rejectsAfterTheClosingAndTellsWhy() {
        ApplicationNumber number = notified(deficientForm());
        passDeadline(number);
        assertThat(open(number.value()))
                .as("the arrivals of the last day are not closed (D-04)")
                .containsExactly("userTask_receiveCorrection");
        assertThat(status(number)).isEqualTo("DEFICIENT");

        closeToday();
        runDue(number);

        assertThat(status(number)).isEqualTo("REJECTED");
        AuditRecord rejected = event(number, "application.rejected");
        assertThat(rejected.actor()).as("nobody's decision").startsWith("system:");
        assertThat(events(number)).contains("deficiency.lapsed");
        assertThat(letters.ofCase(number.value()).stream().map(LetterView::kind))
                .containsExactly(LetterKind.DEFICIENCY_NOTICE, LetterKind.REJECTION_NOTICE);
        assertThat(open(number.value())).containsExactly("userTask_postRejectionNotice");
        post(number, "userTask_postRejectionNotice");
        runDue(number);
        assertThat(instances(number)).isZero();
        assertThat(deadlines.inForce(number.value(), ISSUE_TARGET)).isEmpty();
        assertThat(deadlines.suspendedSince(number.value(), ISSUE_TARGET)).isEmpty();
        assertThat(alarms.open())
                .noneMatch(alarm -> alarm.kind() == AlarmKind.ISSUE_LATE
                        && alarm.businessKey().equals(number.value()));
    }

    @Test
    void takesUntilTheClosingWhatArrivedInTime() {
        ApplicationNumber number = notified(deficientForm());
        LocalDate lastDay = deadline(number).rolledLastDay();
        passDeadline(number);

        reviews.receiveCorrection(
                task(number, "userTask_receiveCorrection"),
                RECEPTION,
                new CorrectionReceived(
                        lastDay,
                        List.of(new PresentedPaper(
                                "RESIDENCE_RECORD", lastDay.minusDays(1), true, Optional.empty(), lastDay)),
                        Optional.empty(),
                        true));
        closeToday();
        runDue(number);

        assertThat(status(number)).isEqualTo("ENTERED");
        assertThat(open(number.value())).containsExactly("userTask_review");
        assertThat(events(number)).doesNotContain("application.rejected", "deficiency.lapsed");
    }

    /** The example with a residence record that is too old today. */
    private ObjectNode deficientForm() {
        ObjectNode form = Examples.deficient();
        form.at("/papers")
                .forEach(paper -> ((ObjectNode) paper)
                        .put("issuedOn", today().minusDays(7).toString()));
        ((ObjectNode) form.at("/papers/1"))
                .put("issuedOn", today().minusMonths(4).toString());
        return form;
    }
}
