package io.hakko.desk.web;

import io.hakko.desk.Problems;
import io.hakko.shared.AtStation;
import io.hakko.shared.Outage;
import io.hakko.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** The one place where what went wrong becomes an answer. */
@RestControllerAdvice
@AtStation
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    /** Somebody who has gone on to another page before the answer came is no failure. */
    private static final DisconnectedClientHelper CLIENT_GONE =
            new DisconnectedClientHelper(ProblemHandler.class.getName());

    private final Problems problems;

    ProblemHandler(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal) {
        return answer(problems.of(refusal));
    }

    /** Something that we need does not answer now. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> away(Outage outage) {
        LOG.warn("A request failed: {}", outage.getMessage());
        return answer(problems.of(outage));
    }

    /** Somebody else was faster: the same row, or the same key. */
    @ExceptionHandler({ConcurrencyFailureException.class, DuplicateKeyException.class})
    ResponseEntity<ProblemDetail> overtaken(Exception e) {
        LOG.info("Overtaken by another transaction: {}", e.getClass().getSimpleName());
        return answer(problems.of(HttpStatus.CONFLICT));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notSignedIn(AuthenticationException e) {
        return answer(problems.of(HttpStatus.UNAUTHORIZED));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> denied(AccessDeniedException e) {
        return answer(problems.of(HttpStatus.FORBIDDEN));
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> broken(Exception e) {
        if (CLIENT_GONE.checkAndLogClientDisconnectedException(e)) {
            return null;
        }
        if (DatabaseOutage.isIn(e)) {
            LOG.warn("A request failed because the database is not available: {}", e.getMessage());
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, Integer.toString(DatabaseOutage.RETRY_AFTER))
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problems.of(HttpStatus.SERVICE_UNAVAILABLE));
        }
        LOG.error("Unexpected failure of a request", e);
        return answer(problems.of(HttpStatus.INTERNAL_SERVER_ERROR));
    }

    /** What Spring itself refuses: unreadable JSON, a wrong method, an address that does not exist. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError()) {
            LOG.error("Unexpected failure of a request", e);
        }
        HttpHeaders own = new HttpHeaders();
        own.putAll(headers);
        own.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.handleExceptionInternal(e, problems.of(status), own, status, request);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
