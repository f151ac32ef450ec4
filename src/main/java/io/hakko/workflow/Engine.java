package io.hakko.workflow;

import io.hakko.shared.Actor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/**
 * Calls the engine for an actor: the actor stands in the engine's operation log, and the guard knows that the call comes
 * from a use case of ours, which has made its own checks.
 */
@Component
class Engine {

    private static final ThreadLocal<Integer> INSIDE = ThreadLocal.withInitial(() -> 0);

    private final ProcessEngine engine;

    Engine(ProcessEngine engine) {
        this.engine = engine;
    }

    /** Whether the engine is being called by one of our use cases on this thread. */
    static boolean isInsideUseCase() {
        return INSIDE.get() > 0;
    }

    <T> T call(Actor actor, Supplier<T> work) {
        IdentityService identity = engine.getIdentityService();
        var before = identity.getCurrentAuthentication();
        INSIDE.set(INSIDE.get() + 1);
        try {
            identity.setAuthentication(actor.id(), groupsOf(actor));
            var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
            Callable<T> callable = work::get;
            return configuration
                    .getCommandExecutorTxRequired()
                    .execute(context -> context.runWithoutAuthorization(callable));
        } finally {
            int depth = INSIDE.get() - 1;
            if (depth == 0) {
                INSIDE.remove();
            } else {
                INSIDE.set(depth);
            }
            if (before == null) {
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(before.getUserId(), before.getGroupIds(), before.getTenantIds());
            }
        }
    }

    void run(Actor actor, Runnable work) {
        call(actor, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    List<String> groupsOf(Actor actor) {
        if (!actor.isPerson()) {
            return List.of();
        }
        IdentityService identity = engine.getIdentityService();
        var before = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return identity.createGroupQuery().groupMember(actor.id()).list().stream()
                    .map(Group::getId)
                    .toList();
        } finally {
            if (before != null) {
                identity.setAuthentication(before.getUserId(), before.getGroupIds(), before.getTenantIds());
            }
        }
    }
}
