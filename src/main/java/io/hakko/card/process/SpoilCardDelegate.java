package io.hakko.card.process;

import io.hakko.card.Cards;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 損傷カードを始末する. */
@Component
class SpoilCardDelegate implements JavaDelegate {

    private final Cards cards;

    SpoilCardDelegate(Cards cards) {
        this.cards = cards;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cards.spoil(ApplicationNumber.of(execution.getProcessBusinessKey()));
    }
}
