package io.hakko.story;

import io.hakko.ca.IssuedCertificate;
import io.hakko.revocation.AnnounceCompromise;
import io.hakko.revocation.CaCompromises;
import io.hakko.revocation.DecideRevocation;
import io.hakko.shared.CaseNumber;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.TaskInbox;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The hands of the managers when the key of their authority is compromised. */
@Component
@Profile("embedded")
class CompromiseHands {

    private static final String FACT = "発行者署名符号の管理装置が持ち出されたおそれがある。";

    private final TaskInbox inbox;
    private final CaCompromises compromises;

    CompromiseHands(TaskInbox inbox, CaCompromises compromises) {
        this.inbox = inbox;
        this.compromises = compromises;
    }

    /** 危殆化を起案する: of the authority that has issued this certificate. */
    CaseNumber propose(Staff staff, IssuedCertificate certificate) {
        return compromises.propose(certificate.caId(), FACT, staff.manager());
    }

    /** 発行者署名符号の危殆化を承認する. */
    void approve(Staff staff, CaseNumber number) {
        compromises.decide(
                task(number, "userTask_approveCompromise"), staff.secondManager(), new DecideRevocation(true, ""));
    }

    /** 危殆化の公表と報告を登録する. */
    void announce(Staff staff, CaseNumber number, LocalDate on) {
        compromises.announce(
                task(number, "userTask_announceCompromise"),
                staff.manager(),
                new AnnounceCompromise(Optional.of(on), Optional.of(on)));
    }

    private TaskId task(CaseNumber number, String element) {
        return inbox.ofCase(number.value()).stream()
                .filter(task -> task.element().equals(element))
                .map(OpenTask::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no open task " + element + " of " + number));
    }
}
