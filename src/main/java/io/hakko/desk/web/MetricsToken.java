package io.hakko.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * The token by which a monitoring system reads the meters. Its file is read at each request, so that it can be changed; without a file
 * nobody reads them.
 */
@Component
class MetricsToken {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsToken.class);
    private static final String SCHEME = "Bearer ";

    private final String file;

    MetricsToken(@Value("${hakko.metrics.token-file:}") String file) {
        this.file = file;
    }

    boolean isShownBy(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (file.isBlank() || header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] shown = header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] expected = Files.readString(Path.of(file)).strip().getBytes(StandardCharsets.UTF_8);
            return expected.length > 0 && MessageDigest.isEqual(expected, shown);
        } catch (IOException unreadable) {
            LOG.error("hakko.metrics.token-file {} cannot be read, so nobody reads the meters", file, unreadable);
            return false;
        }
    }
}
