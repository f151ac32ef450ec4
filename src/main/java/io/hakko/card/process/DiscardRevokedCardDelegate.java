package io.hakko.card.process;

import static io.hakko.card.CertificateIssuanceProcess.ISSUANCE_OUTCOME;

import io.hakko.card.Cards;
import io.hakko.card.CertificateIssuanceProcess;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 失効したカードを廃棄する. */
@Component
class DiscardRevokedCardDelegate implements JavaDelegate {

    private final Cards cards;

    DiscardRevokedCardDelegate(Cards cards) {
        this.cards = cards;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cards.discardRevoked(ApplicationNumber.of(execution.getProcessBusinessKey()));
        ISSUANCE_OUTCOME.on(execution, CertificateIssuanceProcess.OUTCOME_REVOKED);
    }
}
