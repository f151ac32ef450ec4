package io.hakko.application.process;

import io.hakko.application.IssueTargets;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 発行遅れの警報を出す. */
@Component
class RaiseIssueAlarmDelegate implements JavaDelegate {

    private final IssueTargets targets;

    RaiseIssueAlarmDelegate(IssueTargets targets) {
        this.targets = targets;
    }

    @Override
    public void execute(DelegateExecution execution) {
        targets.passed(ApplicationNumber.of(execution.getProcessBusinessKey()));
    }
}
