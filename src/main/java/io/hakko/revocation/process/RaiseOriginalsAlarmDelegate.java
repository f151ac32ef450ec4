package io.hakko.revocation.process;

import io.hakko.revocation.OutstandingOriginals;
import io.hakko.shared.RevocationRequestNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 原本未着の警報を出す. */
@Component
class RaiseOriginalsAlarmDelegate implements JavaDelegate {

    private final OutstandingOriginals originals;

    RaiseOriginalsAlarmDelegate(OutstandingOriginals originals) {
        this.originals = originals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        originals.overdue(RevocationRequestNumber.of(execution.getProcessBusinessKey()));
    }
}
