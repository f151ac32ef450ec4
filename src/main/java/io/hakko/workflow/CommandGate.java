package io.hakko.workflow;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.FetchExternalTasksCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateCommentCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Refuses commands that a candidate of a task may give to the engine but that would pass a use case by: ending a task with
 * an error or an escalation, signalling, or leaving free text in the engine's tables (D-13). Whatever the engine's REST
 * offers, these come from our use cases or not at all.
 */
final class CommandGate extends CommandInterceptor {

    private static final Set<Class<?>> STARTS = Set.of(SubmitStartFormCmd.class, StartProcessInstanceCmd.class);

    private static final Set<Class<?>> STEPS = Set.of(
            CompleteTaskCmd.class,
            SubmitTaskFormCmd.class,
            HandleTaskBpmnErrorCmd.class,
            HandleTaskEscalationCmd.class,
            ResolveTaskCmd.class,
            DelegateTaskCmd.class,
            SignalEventReceivedCmd.class,
            FetchExternalTasksCmd.class,
            AddCommentCmd.class,
            UpdateCommentCmd.class,
            CreateAttachmentCmd.class,
            SaveAttachmentCmd.class);

    @Override
    public <T> T execute(Command<T> command) {
        if (!Engine.isInsideUseCase()) {
            refuse(STARTS, command, "workflow.startOutsideDesk");
            refuse(STEPS, command, "workflow.completionOutsideDesk");
        }
        return next.execute(command);
    }

    private static void refuse(Set<Class<?>> commands, Command<?> command, String key) {
        if (commands.contains(command.getClass())) {
            throw new AuthorizationException(ResourceBundle.getBundle("messages.workflow", Locale.JAPANESE)
                    .getString(key));
        }
    }
}
