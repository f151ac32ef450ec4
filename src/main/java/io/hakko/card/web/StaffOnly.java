package io.hakko.card.web;

import io.hakko.card.CardRefusal;
import io.hakko.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;

/** Roles at addresses that belong to no task. */
final class StaffOnly {

    static final String ISSUER = "issuer";
    static final String INSPECTOR = "inspector";
    static final String STOCK_KEEPER = "stockkeeper";
    static final String MANAGER = "manager";

    private StaffOnly() {}

    /** Who handles cards: the issuer uses them, the inspector looks at them, keeper and manager keep them. */
    static void requireStockStaff(HttpServletRequest request) {
        require(request, CardRefusal.STOCK_STAFF_ONLY, ISSUER, INSPECTOR, STOCK_KEEPER, MANAGER);
    }

    /** Who uses the blanks neither takes them in nor counts them nor writes them off. */
    static void requireStockKeeper(HttpServletRequest request) {
        require(request, CardRefusal.STOCK_KEEPER_ONLY, STOCK_KEEPER, MANAGER);
    }

    static void requireInspector(HttpServletRequest request) {
        require(request, CardRefusal.INSPECTOR_ONLY, INSPECTOR);
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
