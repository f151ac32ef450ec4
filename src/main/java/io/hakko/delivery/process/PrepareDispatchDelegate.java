package io.hakko.delivery.process;

import static io.hakko.delivery.CardDeliveryProcess.AGENT_DELIVERY;

import io.hakko.delivery.Dispatches;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class PrepareDispatchDelegate implements JavaDelegate {

    private final Dispatches dispatches;

    PrepareDispatchDelegate(Dispatches dispatches) {
        this.dispatches = dispatches;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        AGENT_DELIVERY.on(execution, dispatches.prepare(application));
    }
}
