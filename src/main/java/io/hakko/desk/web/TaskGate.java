package io.hakko.desk.web;

import io.hakko.shared.Actor;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Turns away who is no candidate of the task in the address, before a controller looks at what was sent. The use case
 * checks again, in its transaction and with four eyes.
 */
@Component
class TaskGate implements HandlerInterceptor {

    private static final Pattern TASK = Pattern.compile(".*/desk/api/[^/]+/tasks/([A-Za-z0-9-]{1,64})(/.*)?");

    private final Tasks tasks;

    TaskGate(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who instanceof StaffAuthentication staff) {
            Matcher task = TASK.matcher(request.getRequestURI());
            if (task.matches()) {
                tasks.requireCandidate(
                        TaskId.of(task.group(1)), new Actor(staff.member().id()));
            }
        }
        return true;
    }
}
