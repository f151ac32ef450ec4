package io.hakko.revocation;

import io.hakko.workflow.ProcessVariable;

/** Names of {@code processes/revocation/certificate-revocation.bpmn}. The business key is the request number. */
public final class CertificateRevocationProcess {

    public static final String KEY = "certificate-revocation";

    /** Tells every instance of a certificate that it is revoked. */
    public static final String MESSAGE_CERTIFICATE_REVOKED = "revocation.certificateRevoked";

    /** What the revocation was sought for is settled. */
    public static final String MESSAGE_REQUEST_WITHDRAWN = "revocation.requestWithdrawn";

    /** Duty of the manager who proposes; excludes the approval (D-16). */
    public static final String DUTY_PROPOSE = "proposeRevocation";

    public static final ProcessVariable<String> CERTIFICATE_SERIAL = ProcessVariable.text("certificateSerial");
    public static final ProcessVariable<Boolean> APPROVAL_NEEDED = ProcessVariable.bool("approvalNeeded");
    public static final ProcessVariable<Boolean> REVOCATION_APPROVED = ProcessVariable.bool("revocationApproved");

    /** Elements of the model. */
    public enum Element {
        startEvent_revocationRequested,
        gateway_approvalNeeded,
        userTask_approveRevocation,
        event_requestWithdrawn,
        gateway_revocationApproved,
        serviceTask_revoke,
        serviceTask_writeRevocationNotices,
        userTask_postRevocationNotices,
        endEvent_revoked,
        endEvent_refused,
        endEvent_withdrawn
    }

    private CertificateRevocationProcess() {}
}
