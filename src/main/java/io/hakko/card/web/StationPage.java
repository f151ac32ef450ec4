package io.hakko.card.web;

import io.hakko.card.StationSignIn;
import io.hakko.shared.AtStation;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The station page: the issuer's, and the inspector's to confirm that a spoiled PIN letter was destroyed. The PIN is shown
 * on it, so nothing of it is cached and nothing runs that is not ours.
 */
@Controller
@AtStation
class StationPage {

    private final boolean signsIn;

    StationPage(ObjectProvider<StationSignIn> signIn) {
        this.signsIn = signIn.getIfAvailable() != null;
    }

    /** At a station of its own, people sign in on the page itself. */
    @GetMapping({"/desk/station", "/desk/station/"})
    ResponseEntity<Resource> page(HttpServletRequest request) {
        if (!signsIn) {
            StaffOnly.require(request, StaffOnly.ISSUER, StaffOnly.INSPECTOR);
        }
        return PageFile.of("station/station.html", MediaType.TEXT_HTML);
    }

    @GetMapping("/desk/station/station.js")
    ResponseEntity<Resource> script() {
        return PageFile.of("station/station.js", new MediaType("text", "javascript"));
    }

    @GetMapping("/desk/station/station.css")
    ResponseEntity<Resource> style() {
        return PageFile.of("station/station.css", new MediaType("text", "css"));
    }
}
