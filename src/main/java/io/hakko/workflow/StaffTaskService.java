package io.hakko.workflow;

import java.util.List;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Lets people give a task back that they have claimed, and managers the tasks of people who are absent. The engine wants a
 * right for that which also lets the person change who is asked at all, and which nobody has.
 */
final class StaffTaskService extends TaskServiceImpl {

    private static final String MANAGER = "manager";

    @Override
    public void setAssignee(String taskId, String userId) {
        if (userId == null && mayGiveBack(taskId)) {
            commandExecutor.execute(
                    context -> context.runWithoutAuthorization(() -> new AssignTaskCmd(taskId, null).execute(context)));
        } else {
            super.setAssignee(taskId, userId);
        }
    }

    private boolean mayGiveBack(String taskId) {
        return commandExecutor.execute(context -> {
            TaskEntity task = context.getTaskManager().findTaskById(taskId);
            return task != null && task.getAssignee() != null && (isMine(task, context) || isManager(context));
        });
    }

    private static boolean isMine(TaskEntity task, CommandContext context) {
        return task.getAssignee().equals(context.getAuthenticatedUserId());
    }

    private static boolean isManager(CommandContext context) {
        List<String> groups = context.getAuthentication() == null
                ? List.of()
                : context.getAuthentication().getGroupIds();
        return groups != null && groups.contains(MANAGER);
    }
}
