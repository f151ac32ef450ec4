package io.hakko.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.ca.CompromisedAuthorities;
import io.hakko.delivery.DeliveryCase;
import io.hakko.shared.Actor;
import io.hakko.shared.CaseNumber;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Proposal and refusal; what the approval does is played by the story {@code ca-compromise}. */
class CaCompromiseTest extends DeliveryCase {

    private static final String AUTHORITY = "diacert-plus";
    private static final String FACT = "鍵の管理装置が見つからない";
    private static final Actor SECOND_MANAGER = new Actor("compromise-manager");

    @Autowired
    private CaCompromises compromises;

    @Autowired
    private CompromisedAuthorities compromised;

    @Test
    void needsASecondManagerAndStaysWithoutEffectWhenHeRefuses() {
        hire(SECOND_MANAGER, "manager");
        CaseNumber number = compromises.propose(AUTHORITY, " " + FACT + " ", MANAGER);
        var task = task(number.value(), "userTask_approveCompromise");

        assertThatThrownBy(() -> compromises.decide(task, MANAGER, new DecideRevocation(true, "")))
                .hasMessage("workflow.fourEyes");
        assertThatThrownBy(() -> compromises.decide(task, APPROVER, new DecideRevocation(true, "")))
                .hasMessageStartingWith("workflow.");
        assertThat(compromises.authorities()).extracting(AuthorityView::id).doesNotContain(AUTHORITY);
        assertThatThrownBy(() -> compromises.propose(AUTHORITY, FACT, SECOND_MANAGER))
                .hasMessage("/authority revocation.compromiseOpen");
        assertThat(compromises.toApprove(task, SECOND_MANAGER).explanation()).isEqualTo(FACT);
        assertThatThrownBy(() -> compromises.decide(task, SECOND_MANAGER, new DecideRevocation(false, " ")))
                .hasMessage("/reason revocation.decisionReasonMissing");
        compromises.decide(task, SECOND_MANAGER, new DecideRevocation(false, "管理装置が見つかった"));

        assertThat(compromises.of(number).state()).isEqualTo("REFUSED");
        assertThat(compromised.isDeclared(AUTHORITY)).isFalse();
        assertThat(openTasks(number.value())).isEmpty();
        assertThat(events(number.value()))
                .containsExactly("authority.compromiseProposed", "authority.compromiseRefused");
        assertThat(compromises.authorities()).extracting(AuthorityView::id).contains(AUTHORITY);
    }

    @Test
    void refusesAnImpossibleProposal() {
        assertThatThrownBy(() -> compromises.propose(" ", "", MANAGER))
                .hasMessage("/authority revocation.authorityMissing, /explanation revocation.explanationMissing");
        assertThatThrownBy(() -> compromises.propose("nobody", "あ".repeat(1001), MANAGER))
                .hasMessage("/authority revocation.authorityUnknown, /explanation revocation.explanationTooLong");
        assertThatThrownBy(() -> compromises.propose(AUTHORITY, "個人番号 123456789018", MANAGER))
                .hasMessage("/explanation revocation.myNumber");
    }
}
