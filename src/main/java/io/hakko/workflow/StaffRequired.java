package io.hakko.workflow;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A production service without a single account does not start: nobody could sign in. */
@Component
@Profile("!embedded")
@ConditionalOnProperty(name = "hakko.command", havingValue = "false", matchIfMissing = true)
final class StaffRequired implements SmartInitializingSingleton {

    private final StaffAccounts accounts;

    StaffRequired(StaffAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!accounts.exist()) {
            throw new NoStaff();
        }
    }

    /** There is no account. */
    static final class NoStaff extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoStaff() {
            super("There is no account of staff");
        }
    }

    /** Says what to do. */
    static final class Analyzer extends AbstractFailureAnalyzer<NoStaff> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, NoStaff cause) {
            return new FailureAnalysis(
                    "Hakko does not start: there is no account of staff.",
                    "Add the first accounts with: java -jar hakko.jar user add ID --name NAME --role ROLE[,ROLE]",
                    cause);
        }
    }
}
