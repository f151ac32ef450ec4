package io.hakko.desk.process;

import io.hakko.desk.Problems;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What the engine throws and a person can understand. Asked before the general handler. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class EngineProblemHandler {

    private final Problems problems;

    EngineProblemHandler(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> overtaken(OptimisticLockingException e) {
        return answer(HttpStatus.CONFLICT);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> denied(AuthorizationException e) {
        return answer(HttpStatus.FORBIDDEN);
    }

    private ResponseEntity<ProblemDetail> answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.of(status));
    }
}
