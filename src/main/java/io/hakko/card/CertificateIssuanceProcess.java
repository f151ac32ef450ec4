package io.hakko.card;

import io.hakko.workflow.ProcessVariable;

/** Names of {@code processes/card/certificate-issuance.bpmn}. */
public final class CertificateIssuanceProcess {

    public static final String KEY = "certificate-issuance";

    /** Certificate of the finished card, hex. */
    public static final ProcessVariable<String> CERTIFICATE_SERIAL = ProcessVariable.text("certificateSerial");

    public static final ProcessVariable<String> CARD_NUMBER = ProcessVariable.text("cardNumber");
    public static final ProcessVariable<String> CHIP_SERIAL = ProcessVariable.text("chipSerial");
    public static final ProcessVariable<Boolean> INSPECTION_PASSED = ProcessVariable.bool("inspectionPassed");

    /** {@code ready} or {@code revoked}. */
    public static final ProcessVariable<String> ISSUANCE_OUTCOME = ProcessVariable.text("issuanceOutcome");

    public static final String OUTCOME_READY = "ready";
    public static final String OUTCOME_REVOKED = "revoked";

    /** The station has finished the card and its PIN letter is sealed. */
    public static final String MESSAGE_PERSONALIZED = "card.personalized";

    /** The card cannot be used. */
    public static final String MESSAGE_SPOILED = "card.spoiled";

    /** Elements of the model. */
    public enum Element {
        startEvent_issuanceOrdered,
        userTask_loadCard,
        serviceTask_orderPersonalization,
        gateway_personalization,
        event_cardPersonalized,
        event_cardSpoiled,
        userTask_inspectCard,
        gateway_inspection,
        endEvent_cardReady,
        serviceTask_spoilCard,
        subProcess_revoked,
        startEvent_revoked,
        serviceTask_discardRevokedCard,
        endEvent_revoked
    }

    private CertificateIssuanceProcess() {}
}
