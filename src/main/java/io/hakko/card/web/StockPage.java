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

/** カードの在庫: goods-in lists, the box in use, the daily count, spoiled cards to destroy. */
@Controller
class StockPage {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @GetMapping({"/desk/stock", "/desk/stock/"})
    ResponseEntity<Resource> page(HttpServletRequest request) {
        StaffOnly.requireStockStaff(request);
        return part("stock.html", MediaType.TEXT_HTML);
    }

    @GetMapping("/desk/stock/stock.js")
    ResponseEntity<Resource> script() {
        return part("stock.js", new MediaType("text", "javascript"));
    }

    private static ResponseEntity<Resource> part(String file, MediaType type) {
        return ResponseEntity.ok()
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "same-origin")
                .body(new ClassPathResource("stock/" + file));
    }
}
