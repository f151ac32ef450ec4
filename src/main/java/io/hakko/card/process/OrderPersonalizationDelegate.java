package io.hakko.card.process;

import static io.hakko.card.CertificateIssuanceProcess.CHIP_SERIAL;

import io.hakko.card.Cards;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ChipSerial;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 個人化を依頼する. */
@Component
class OrderPersonalizationDelegate implements JavaDelegate {

    private final Cards cards;

    OrderPersonalizationDelegate(Cards cards) {
        this.cards = cards;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        ChipSerial chip = ChipSerial.of(CHIP_SERIAL.require(execution));
        cards.orderPersonalization(application, chip);
    }
}
