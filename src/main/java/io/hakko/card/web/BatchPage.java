package io.hakko.card.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** バッチ発行: a day's cards in one run. A PIN may be shown on it, so nothing of it is cached and nothing runs that is not ours. */
@Controller
class BatchPage {

    @GetMapping({"/desk/batches", "/desk/batches/"})
    ResponseEntity<Resource> page(HttpServletRequest request) {
        StaffOnly.requireStockStaff(request);
        return PageFile.of("batches/batches.html", MediaType.TEXT_HTML);
    }

    @GetMapping("/desk/batches/batches.js")
    ResponseEntity<Resource> script() {
        return PageFile.of("batches/batches.js", new MediaType("text", "javascript"));
    }

    @GetMapping("/desk/batches/batches.css")
    ResponseEntity<Resource> style() {
        return PageFile.of("batches/batches.css", new MediaType("text", "css"));
    }
}
