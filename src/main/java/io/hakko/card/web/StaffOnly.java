package io.hakko.card.web;

import io.hakko.card.CardRefusal;
import io.hakko.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;

/** Roles at addresses that belong to no task. */
final class StaffOnly {

    static final String ISSUER = "issuer";
    static final String INSPECTOR = "inspector";
    static final String MANAGER = "manager";

    private StaffOnly() {}

    /** Who handles cards: the issuer uses them, inspector and manager keep them. */
    static void requireStockStaff(HttpServletRequest request) {
        require(request, CardRefusal.STOCK_STAFF_ONLY, ISSUER, INSPECTOR, MANAGER);
    }

    /** Who uses the blanks does not take them in. */
    static void requireStockKeeper(HttpServletRequest request) {
        require(request, CardRefusal.STOCK_KEEPER_ONLY, INSPECTOR, MANAGER);
    }

    static void require(HttpServletRequest request, String... roles) {
        require(request, roles.length == 1 ? CardRefusal.ISSUER_ONLY : CardRefusal.STATION_STAFF_ONLY, roles);
    }

    private static void require(HttpServletRequest request, CardRefusal otherwise, String... roles) {
        if (Arrays.stream(roles).noneMatch(request::isUserInRole)) {
            throw new Refusal(otherwise);
        }
    }
}
