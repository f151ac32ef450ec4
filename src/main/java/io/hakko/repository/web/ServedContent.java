package io.hakko.repository.web;

import io.hakko.shared.DerContent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Content as HTTP serves it: streamed, with a strong ETag, in ranges, or compressed for whoever asks for it. The compressed
 * form is another representation and has an ETag of its own (RFC 9110 section 8.8.3).
 */
record ServedContent(DerContent content, MediaType type, Instant modified) {

    private static final String GZIP = "gzip";
    private static final Pattern RANGES = Pattern.compile(
            "bytes=\\s*(\\d{1,18}-\\d{0,18}|-\\d{1,18})(\\s*,\\s*(\\d{1,18}-\\d{0,18}|-\\d{1,18})){0,15}");

    /** The answer; empty when it has been written already. */
    @Nullable
    ResponseEntity<Resource> answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader(HttpHeaders.RANGE) == null && acceptsGzip(request)) {
            writeCompressed(request, response);
            return null;
        }
        return ResponseEntity.ok()
                .contentType(type)
                .eTag(content.sha256())
                .lastModified(modified)
                .cacheControl(CacheControl.noCache().cachePublic())
                .varyBy(HttpHeaders.ACCEPT_ENCODING)
                .body(isServedWhole(request) ? new InputStreamResource(content.open()) : new Served(content));
    }

    private void writeCompressed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(
                HttpHeaders.CACHE_CONTROL, CacheControl.noCache().cachePublic().getHeaderValue());
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        String tag = "\"" + content.sha256() + "-" + GZIP + "\"";
        if (new ServletWebRequest(request, response).checkNotModified(tag, modified.toEpochMilli())) {
            return;
        }
        response.setContentType(type.toString());
        response.setHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        try (InputStream in = content.open();
                GZIPOutputStream out = new GZIPOutputStream(response.getOutputStream())) {
            in.transferTo(out);
        }
    }

    /** A range that is none is passed over, and so is one of what is not served any more (RFC 9110 sections 13.1.5, 14.2). */
    private boolean isServedWhole(HttpServletRequest request) {
        String range = request.getHeader(HttpHeaders.RANGE);
        if (range == null) {
            return false;
        }
        String condition = request.getHeader(HttpHeaders.IF_RANGE);
        return !RANGES.matcher(range.strip()).matches()
                || (condition != null && !condition.strip().equals("\"" + content.sha256() + "\""));
    }

    /** Accept-Encoding with gzip and not with a weight of zero. */
    private static boolean acceptsGzip(HttpServletRequest request) {
        List<String> accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING));
        return Optional.of(String.join(",", accepted)).stream()
                .flatMap(all -> List.of(all.toLowerCase(Locale.ROOT).split(",")).stream())
                .map(String::strip)
                .anyMatch(coding -> coding.equals(GZIP)
                        || (coding.startsWith(GZIP + ";") && !coding.matches(".*;\\s*q\\s*=\\s*0(\\.0*)?\\s*")));
    }

    private static final class Served extends AbstractResource {

        private final DerContent content;

        Served(DerContent content) {
            this.content = content;
        }

        @Override
        public String getDescription() {
            return content.toString();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return content.open();
        }

        @Override
        public long contentLength() {
            return content.length();
        }

        @Override
        public boolean exists() {
            return true;
        }
    }
}
