package io.hakko.revocation;

import static io.hakko.revocation.CertificateRevocationProcess.ORIGINALS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.application.Examples;
import io.hakko.calendar.Deadline;
import io.hakko.delivery.DeliveryFakes.OtherServices;
import io.hakko.policy.Channel;
import io.hakko.policy.TestProfiles;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.AlarmView;
import io.hakko.workflow.Alarms;
import java.time.LocalDate;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A service that takes requests by FAX (D-15) and wants the former name stated (B-RVK-03); only its profile differs. */
@Import(FaxRevocationTest.FaxService.class)
class FaxRevocationTest extends PaperCaseBase {

    @TestConfiguration(proxyBeanMethods = false)
    static class FaxService {
        @Bean
        OtherServices servicesWithFax() {
            return new OtherServices(TestProfiles.aosign(profile -> {
                ((ArrayNode) profile.at("/channels/revocation")).add("FAX");
                ObjectNode onPaper = (ObjectNode) profile.at("/revocation/onPaper");
                onPaper.putObject("originals")
                        .put("due", "fax+14")
                        .put("roll", "next-business-day")
                        .put("execute", "next-business-day 16:00")
                        .put("then", "alarm");
                ((ObjectNode) onPaper.at("/requesters/0")).put("statesFormerName", true);
            }));
        }
    }

    @Autowired
    private OutstandingOriginals originals;

    @Autowired
    private Alarms alarms;

    @Autowired
    private RuntimeService engine;

    @BeforeEach
    void aCardInUse() {
        inUse(entered(Examples.corporation()));
    }

    @Test
    void faxRevokesAtOnceUnderFourEyesAndWaitsForItsOriginals() {
        LocalDate faxedOn = today();
        String request = faxed();
        review(request, verdict(request, true, false, ""));
        assertThat(certificates.order(serial)).isEmpty();
        approve(request);

        assertThat(certificates.order(serial)).isPresent();
        assertThat(openTasks(request))
                .containsExactlyInAnyOrder("userTask_postRevocationNotices", "userTask_receiveOriginals");
        Deadline due = deadlines.inForce(request, ORIGINALS).orElseThrow();
        assertThat(due.lastDay()).isEqualTo(faxedOn.plusDays(14));
        OriginalsView awaited = originals.awaited(task(request, "userTask_receiveOriginals"), RECEPTION);
        assertThat(awaited.documents()).containsExactly("印鑑登録証明書（利用者）");
        assertThat(awaited.lastDay()).isEqualTo(due.rolledLastDay());
        assertThat(engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(request)
                        .variableValueEquals("originalsOutstanding", true)
                        .count())
                .isOne();

        assertThat(places(() -> receive(request, Optional.empty(), false)))
                .containsExactly("/arrivedOn revocation.arrivalMissing", "/complete revocation.originalsNotChecked");
        assertThat(places(() -> receive(request, Optional.of(today().plusDays(1)), true)))
                .containsExactly("/arrivedOn revocation.arrivalInFuture");
        assertThat(places(() -> receive(request, Optional.of(faxedOn.minusDays(1)), true)))
                .containsExactly("/arrivedOn revocation.originalsBeforeFax");
        receive(request, Optional.of(today()), true);

        assertThat(deadlines.inForce(request, ORIGINALS)).isEmpty();
        assertThat(openTasks(request)).containsExactly("userTask_postRevocationNotices");
        assertThat(events(request)).contains("revocation.originalsReceived");
    }

    @Test
    void originalsThatStayAwayAlarmAndDoNotUnrevoke() {
        String request = faxed();
        review(request, verdict(request, true, false, ""));
        approve(request);
        Deadline due = deadlines.inForce(request, ORIGINALS).orElseThrow();

        moveTo(due.executeAt());
        runDue(request);

        assertThat(alarm(request))
                .hasValueSatisfying(alarm -> assertThat(alarm.what())
                        .contains(due.rolledLastDay().toString())
                        .contains("失効したまま"));
        assertThat(certificates.ofSerial(serial).orElseThrow().isRevoked()).isTrue();
        assertThat(openTasks(request)).contains("userTask_receiveOriginals");

        var task = task(request, "userTask_receiveOriginals");
        assertThatThrownBy(() -> originals.close(task, MANAGER, " "))
                .hasMessage("/reason revocation.closingReasonMissing");
        originals.close(task, MANAGER, "利用者に電話で確認した");
        assertThat(alarm(request)).isEmpty();
        assertThat(events(request)).contains("alarm.raised", "revocation.originalsClosed", "alarm.cleared");
        assertThat(certificates.ofSerial(serial).orElseThrow().isRevoked()).isTrue();
    }

    @Test
    void papersByPostOweNothing() {
        String request = register(papers().by(Channel.POST));
        review(request, inOrder(request));
        approve(request);

        assertThat(openTasks(request)).containsExactly("userTask_postRevocationNotices");
        assertThat(deadlines.inForce(request, ORIGINALS)).isEmpty();
    }

    /** A copy counts only while its original follows. */
    @Test
    void copyByPostProvesNothing() {
        String request =
                register(papers().by(Channel.COUNTER).with(document("SEAL_REGISTRATION", today().minusDays(1), false)));

        assertThat(places(() -> review(request, verdict(request, true, false, ""))))
                .containsExactly("/sealDiffers revocation.documentCopied");
    }

    @Test
    void requestMustStateTheFormerNameOfTheCertificate() {
        inUse(entered(Examples.read("aosign-former-name")));
        String silent = register(papers().ofCompany("A-C1"));
        review(silent, inOrder(silent));
        String without = register(papers());
        assertThat(places(() -> review(without, inOrder(without))))
                .containsExactly("/verdict revocation.formerNameNotStated");
        review(without, notInOrder(without, "", "NAME_DIFFERS"));

        String formerName = papers.of(RevocationRequestNumber.of(without))
                .orElseThrow()
                .application()
                .content()
                .orElseThrow()
                .applicant()
                .formerName()
                .orElseThrow();
        String wrong = register(papers().stating("別人 花子"));
        assertThat(places(() -> review(wrong, inOrder(wrong))))
                .containsExactly("/verdict revocation.formerNameNotStated");
        review(wrong, notInOrder(wrong, "", "NAME_DIFFERS"));
        String right = register(papers().stating(formerName.replace(" ", "　")));
        review(right, inOrder(right));
        assertThat(openTasks(right)).containsExactly("userTask_approveRevocation");
    }

    private String faxed() {
        return register(papers().by(Channel.FAX).with(document("SEAL_REGISTRATION", today().minusDays(1), false)));
    }

    private void receive(String request, Optional<LocalDate> arrivedOn, boolean complete) {
        originals.receive(task(request, "userTask_receiveOriginals"), RECEPTION, arrivedOn, complete);
    }

    private Optional<AlarmView> alarm(String request) {
        return alarms.open().stream()
                .filter(alarm -> alarm.kind() == AlarmKind.ORIGINALS_OUTSTANDING
                        && alarm.businessKey().equals(request))
                .findFirst();
    }
}
