package io.hakko.workflow;

import io.hakko.audit.AuditScope;
import io.hakko.shared.Actor;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Runs the sweeps. */
@Component
class SweepRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SweepRunner.class);

    private final List<Sweep> sweeps;

    SweepRunner(List<Sweep> sweeps) {
        this.sweeps = sweeps;
    }

    /** Runs each sweep once; the first failure ends it. */
    void runAll() {
        try (var scope = AuditScope.open(Actor.SCHEDULER)) {
            sweeps.forEach(Sweep::sweep);
        }
    }

    private void runEach() {
        try (var scope = AuditScope.open(Actor.SCHEDULER)) {
            for (Sweep sweep : sweeps) {
                try {
                    sweep.sweep();
                } catch (RuntimeException failed) {
                    LOG.error("Sweep {} failed, tried again at the next round", sweep.name(), failed);
                }
            }
        }
    }

    /** The calendar's hand on every node; off in tests and stories, which run sweeps by themselves. */
    @Component
    @ConditionalOnProperty(name = "hakko.sweeps.enabled", matchIfMissing = true)
    static class Ticker {

        private final SweepRunner runner;

        Ticker(SweepRunner runner) {
            this.runner = runner;
        }

        @Scheduled(fixedDelayString = "${hakko.sweeps.interval:PT3S}", initialDelayString = "PT5S")
        void tick() {
            runner.runEach();
        }
    }
}
