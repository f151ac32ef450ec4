package io.hakko.desk;

import io.hakko.shared.AtStation;
import io.hakko.shared.Outage;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Writes problem details (RFC 9457) in the language of the reader. */
@Component
@AtStation
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final MessageSource messages;

    Problems(MessageSource messages) {
        this.messages = messages;
    }

    /** Title and detail by status, nothing about the inside. */
    public ProblemDetail of(HttpStatusCode status) {
        Locale locale = LocaleContextHolder.getLocale();
        HttpStatus known = HttpStatus.resolve(status.value());
        String name = known == null ? "other" : nameOf(known);
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setTitle(messages.getMessage("desk.problem." + name + ".title", null, locale));
        problem.setDetail(messages.getMessage("desk.problem." + name + ".detail", null, locale));
        return problem;
    }

    /** One entry under {@code errors} per violation; the detail is the sentence about the whole, if there is one. */
    public ProblemDetail of(Refusal refusal) {
        ProblemDetail problem = of(HttpStatusCode.valueOf(refusal.kind().status()));
        List<Map<String, String>> errors = refusal.violations().stream()
                .map(v -> Map.of("pointer", v.pointer(), "message", text(v)))
                .toList();
        errors.stream()
                .filter(e -> "".equals(e.get("pointer")))
                .findFirst()
                .ifPresent(e -> problem.setDetail(e.get("message")));
        problem.setProperty("errors", errors);
        return problem;
    }

    /** Something does not answer now. */
    public ProblemDetail of(Outage outage) {
        ProblemDetail problem = of(HttpStatus.SERVICE_UNAVAILABLE);
        problem.setDetail(text(Violation.at("", outage.code())));
        return problem;
    }

    private String text(Violation violation) {
        Locale locale = LocaleContextHolder.getLocale();
        try {
            return messages.getMessage(
                    violation.code().key(), violation.arguments().toArray(), locale);
        } catch (NoSuchMessageException e) {
            LOG.error("No text for {}", violation.code().key());
            return messages.getMessage("desk.refusal.withoutText", null, locale);
        }
    }

    private static String nameOf(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "unauthorized";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "notFound";
            case CONFLICT -> "conflict";
            case UNPROCESSABLE_ENTITY -> "invalid";
            case SERVICE_UNAVAILABLE -> "unavailable";
            default -> status.is4xxClientError() ? "badRequest" : "internal";
        };
    }
}
