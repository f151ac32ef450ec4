package io.hakko.revocation;

import io.hakko.workflow.ProcessVariable;

/** Names of {@code processes/revocation/ca-compromise.bpmn}. The business key is the case number. */
public final class CaCompromiseProcess {

    public static final String KEY = "ca-compromise";

    /** Duty of the manager who proposes; excludes the approval (D-16). */
    public static final String DUTY_PROPOSE = "proposeCompromise";

    public static final ProcessVariable<Boolean> COMPROMISE_APPROVED = ProcessVariable.bool("compromiseApproved");

    /** Whether there are certificates whose revocation is not requested yet. */
    public static final ProcessVariable<Boolean> MORE_CERTIFICATES = ProcessVariable.bool("moreCertificates");

    /** Elements of the model. */
    public enum Element {
        startEvent_compromiseProposed,
        userTask_approveCompromise,
        gateway_compromiseApproved,
        endEvent_compromiseRefused,
        serviceTask_requestRevocations,
        gateway_moreCertificates,
        userTask_announceCompromise,
        endEvent_compromiseAnnounced
    }

    private CaCompromiseProcess() {}
}
