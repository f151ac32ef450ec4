package io.hakko.desk.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.desk.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Problem details for what the security filters refuse, before any controller is asked. */
@Component
@ConditionalOnWebApplication(type = Type.SERVLET)
class ProblemWriter {

    private final Problems problems;
    private final ObjectMapper json;
    private final LocaleResolver locales;

    ProblemWriter(Problems problems, ObjectMapper json, LocaleResolver locales) {
        this.problems = problems;
        this.json = json;
        this.locales = locales;
    }

    void write(HttpStatus status, HttpServletRequest request, HttpServletResponse response) throws IOException {
        LocaleContextHolder.setLocale(locales.resolveLocale(request));
        try {
            response.setStatus(status.value());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            json.writeValue(response.getWriter(), problems.of(status));
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }
}
