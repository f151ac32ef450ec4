package io.hakko.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Proof that path tests fail when a path of their model is not walked. */
class UnwalkedPathProcessTest {

    private final ExtensionContext anyContext = mock(ExtensionContext.class);
    private final ModelEngine model =
            ModelEngine.walkingEveryPathOf("processes/revocation/certificate-revocation.bpmn");

    @BeforeEach
    void prepare() {
        model.beforeAll(anyContext);
        model.beforeEach(anyContext);
    }

    @Test
    void failsNamingTheNodesAndFlowsThatWereNotWalked() {
        CaseWalk walk = model.newCase("R-2026-000001");
        walk.start("certificate-revocation", Map.of("approvalNeeded", true));
        walk.complete("userTask_approveRevocation", Map.of("revocationApproved", false));

        assertThat(model.unwalked())
                .containsExactlyInAnyOrder(
                        "flow_approvalNeededToRevoke",
                        "event_requestWithdrawn",
                        "flow_requestWithdrawnToWithdrawn",
                        "endEvent_withdrawn",
                        "flow_revocationApprovedToRevoke",
                        "serviceTask_revoke",
                        "flow_revokeToWriteRevocationNotices",
                        "serviceTask_writeRevocationNotices",
                        "flow_writeRevocationNoticesToPostRevocationNotices",
                        "userTask_postRevocationNotices",
                        "flow_postRevocationNoticesToRevoked",
                        "endEvent_revoked");
        assertThatThrownBy(() -> model.afterAll(anyContext))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("certificate-revocation.bpmn")
                .hasMessageContaining("serviceTask_revoke");
    }

    @Test
    void failsWhenNothingWasWalked() {
        assertThat(model.unwalked()).hasSize(21);
        assertThatThrownBy(() -> model.afterAll(anyContext)).isInstanceOf(AssertionError.class);
    }
}
