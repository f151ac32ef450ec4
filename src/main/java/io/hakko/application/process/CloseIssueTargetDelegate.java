package io.hakko.application.process;

import io.hakko.application.IssueTargets;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 発行目標日の見張りを終える. */
@Component
class CloseIssueTargetDelegate implements JavaDelegate {

    private final IssueTargets targets;

    CloseIssueTargetDelegate(IssueTargets targets) {
        this.targets = targets;
    }

    @Override
    public void execute(DelegateExecution execution) {
        targets.close(ApplicationNumber.of(execution.getProcessBusinessKey()));
    }
}
