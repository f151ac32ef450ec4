package io.hakko.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.application.ApplicationView;
import io.hakko.application.CertificateContent;
import io.hakko.application.EnterApplication;
import io.hakko.application.Examples;
import io.hakko.application.RegisterArrival;
import io.hakko.application.domain.ApplicationRefusal;
import io.hakko.calendar.Zones;
import io.hakko.notice.LetterKind;
import io.hakko.notice.LetterView;
import io.hakko.policy.Scope;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Violation;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** DIACERT-PLUS through the services of reception and review: other papers, other items, another end of a deficiency. */
class DiacertReviewTest extends ReviewCaseBase {

    private static final String DIACERT = "diacert-plus";

    @Test
    void acceptsACompleteApplication() {
        ApplicationNumber number = entered(DIACERT, fresh(Examples.read("diacert-corporation")));
        ReviewSheet sheet = reviews.sheet(number);
        accept(number);

        assertThat(number.value()).startsWith("DP-");
        assertThat(sheet.findings()).isEmpty();
        assertThat(sheet.warnings()).isEmpty();
        assertThat(sheet.checklist())
                .extracting(ReviewSheet.ChecklistLine::rule)
                .contains("B-APP-07", "B-APP-04")
                .noneMatch(rule -> rule.startsWith("A-"));
        assertThat(applications.of(number).status()).isEqualTo("ACCEPTED");
        CertificateContent content = applications.certificateContent(number);
        assertThat(content.companyKind()).isEqualTo(Scope.CORPORATION);
        assertThat(content.companyName()).contains("例示電気工業株式会社");
        assertThat(content.powerOfRepresentation()).contains("入札及び契約の締結に関する一切の件");
        assertThat(content.romajiAddress()).isPresent();
    }

    /** B-APP-08: neither company name, head office nor corporate number; the company still has its key (D-09). */
    @Test
    void recordsOnlyThePersonOfAnUnregisteredSoleProprietor() {
        ApplicationNumber number = entered(DIACERT, fresh(Examples.read("diacert-sole-proprietor")));
        accept(number);

        CertificateContent content = applications.certificateContent(number);
        assertThat(content.companyKind()).isEqualTo(Scope.SOLE_PROPRIETOR_UNREGISTERED);
        assertThat(content.companyName()).isEmpty();
        assertThat(content.headOffice()).isEmpty();
        assertThat(content.corporateNumber()).isEmpty();
        assertThat(content.name()).isEqualTo("三輪 幸");
        assertThat(content.companyKey()).startsWith("CR-");
        assertThat(applications.deliveryOf(number).company().name()).isEqualTo("三輪測量");
    }

    /** B-GEN-07: refused where it stands, and the task stays open; the other service only warns (AMB-22). */
    @Test
    void forbidsAnUnregisteredSoleProprietorThePowerOfRepresentation() {
        ObjectNode form = fresh(Examples.read("diacert-sole-proprietor"));
        form.withObject("/order").put("powerOfRepresentation", "入札に関する一切の件");
        ApplicationNumber number = arrive(DIACERT, RegisterArrival.Channel.COUNTER);
        ObjectNode other = fresh(Examples.soleProprietor());
        other.withObject("/order").put("powerOfRepresentation", "入札に関する一切の件");

        assertThat(refused(() -> applications.enter(
                        task(number, "userTask_receive"), RECEPTION, new EnterApplication(form, true))))
                .containsExactly(Violation.at("/order/powerOfRepresentation", ApplicationRefusal.POWER_NOT_RECORDED));
        assertThat(open(number.value())).containsExactly("userTask_receive");
        assertThat(reviews.sheet(entered(other)).warnings())
                .anyMatch(warning -> warning.contains("個人企業（登記なし）") && warning.contains("代理権"));
    }

    /** B-APP-09: the alias is recorded, the real name kept beside it. */
    @Test
    void keepsTheRealNameBesideTheAlias() {
        ApplicationNumber number = entered(DIACERT, fresh(Examples.read("diacert-alias")));
        ReviewSheet sheet = reviews.sheet(number);

        ApplicationView.Applicant applicant =
                sheet.application().content().orElseThrow().applicant();
        assertThat(applicant.nameKind()).isEqualTo("ALIAS");
        assertThat(applicant.nameKindLabel()).isEqualTo("通称名");
        assertThat(applicant.realName()).contains("REYES LINA MARIA");
        assertThat(applications.certificateContent(number).name()).isEqualTo("青木 リナ");
        assertThat(sheet.checklist())
                .extracting(ReviewSheet.ChecklistLine::rule)
                .contains("B-APP-09");
        assertThat(sheet.warnings()).anyMatch(warning -> warning.contains("通称名"));
        assertThat(event(number, "application.entered").detail())
                .contains("ALIAS")
                .doesNotContain("REYES", "青木");
    }

    @Test
    void knowsTheRealNameByDefault() {
        ApplicationNumber number = entered(DIACERT, fresh(Examples.read("diacert-corporation")));

        ApplicationView.Applicant applicant =
                applications.of(number).content().orElseThrow().applicant();
        assertThat(applicant.nameKind()).isEqualTo("REAL");
        assertThat(applicant.realName()).isEmpty();
    }

    /** B-APP-06: the former name, with the agent on the form itself (B-APP-03). */
    @Test
    void recordsTheFormerNameAndSendsTheCardToTheAgent() {
        ApplicationNumber number = entered(DIACERT, fresh(Examples.read("diacert-agent")));
        ReviewSheet sheet = reviews.sheet(number);
        accept(number);

        assertThat(sheet.findings()).isEmpty();
        assertThat(applications.certificateContent(number).name()).isEqualTo("日高 薫");
        assertThat(applications.deliveryOf(number).agentDelivery()).isTrue();
        assertThat(sheet.checklist())
                .extracting(ReviewSheet.ChecklistLine::rule)
                .contains("B-APP-03", "B-APP-06");
    }

    @Test
    void missesTheRequestsOfItsOwnForms() {
        ObjectNode form = fresh(Examples.read("diacert-corporation"));
        form.withArray("/papers").remove(5);
        form.withArray("/papers").remove(1);

        assertThat(reviews.sheet(entered(DIACERT, form)).findings())
                .extracting(ReviewSheet.FindingLine::subject)
                .containsExactly("住民票の写し、住民票記載事項証明書または広域交付住民票", "DIACERT-PLUS代理権登録申請書");
    }

    /** D-03: nobody decides about the lapse; the timer rejects, with a letter that gives the reason (B-REV-03). */
    @Test
    void rejectsByItsTimerWhatIsNotCorrected() {
        ObjectNode form = fresh(Examples.read("diacert-corporation"));
        form.withArray("/papers").remove(1);
        LocalDate notified = today();
        ApplicationNumber number = notified(DIACERT, form);
        LocalDate lastDay = calendar().onOrAfter(notified.plusDays(20));
        ZonedDateTime execution = calendar().nextAfter(lastDay).atTime(16, 0).atZone(Zones.TOKYO);

        assertThat(deadline(number).rolledLastDay()).isEqualTo(lastDay);
        assertThat(deadline(number).executeAt()).isEqualTo(execution.toInstant());
        moveTo(lastDay, 17);
        closeToday();
        passDeadline(number);

        assertThat(status(number)).isEqualTo("REJECTED");
        assertThat(open(number.value())).containsExactly("userTask_postRejectionNotice");
        assertThat(event(number, "application.rejected").actor()).startsWith("system:");
        assertThat(letters.ofCase(number.value()))
                .extracting(LetterView::kind)
                .containsExactly(LetterKind.DEFICIENCY_NOTICE, LetterKind.REJECTION_NOTICE);
    }
}
