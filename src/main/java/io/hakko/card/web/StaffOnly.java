package io.hakko.card.web;

import io.hakko.card.CardRefusal;
import io.hakko.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;

/** Roles at addresses that belong to no task. */
final class StaffOnly {

    static final String ISSUER = "issuer";
    static final String INSPECTOR = "inspector";

    private StaffOnly() {}

    static void require(HttpServletRequest request, String... roles) {
        if (Arrays.stream(roles).noneMatch(request::isUserInRole)) {
            throw new Refusal(roles.length == 1 ? CardRefusal.ISSUER_ONLY : CardRefusal.STATION_STAFF_ONLY);
        }
    }
}
