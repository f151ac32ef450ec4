package io.hakko.card.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** カードの在庫: goods-in lists, the box in use, the daily count, spoiled cards to destroy. */
@Controller
class StockPage {

    @GetMapping({"/desk/stock", "/desk/stock/"})
    ResponseEntity<Resource> page(HttpServletRequest request) {
        StaffOnly.requireStockStaff(request);
        return PageFile.of("stock/stock.html", MediaType.TEXT_HTML);
    }

    @GetMapping("/desk/stock/stock.js")
    ResponseEntity<Resource> script() {
        return PageFile.of("stock/stock.js", new MediaType("text", "javascript"));
    }
}
