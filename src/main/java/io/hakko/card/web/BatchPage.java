package io.hakko.card.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** バッチ発行: a day's cards in one run. A PIN may be shown on it, so nothing of it is cached and nothing runs that is not ours. */
@Controller
class BatchPage {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @GetMapping({"/desk/batches", "/desk/batches/"})
    ResponseEntity<Resource> page(HttpServletRequest request) {
        StaffOnly.requireStockStaff(request);
        return part("batches.html", MediaType.TEXT_HTML);
    }

    @GetMapping("/desk/batches/batches.js")
    ResponseEntity<Resource> script() {
        return part("batches.js", new MediaType("text", "javascript"));
    }

    @GetMapping("/desk/batches/batches.css")
    ResponseEntity<Resource> style() {
        return part("batches.css", new MediaType("text", "css"));
    }

    private static ResponseEntity<Resource> part(String file, MediaType type) {
        return ResponseEntity.ok()
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "same-origin")
                .body(new ClassPathResource("batches/" + file));
    }
}
