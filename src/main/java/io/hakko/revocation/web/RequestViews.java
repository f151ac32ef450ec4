package io.hakko.revocation.web;

import io.hakko.calendar.Zones;
import io.hakko.revocation.RevocationRequestView;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A revocation request as the forms show it. */
final class RequestViews {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.JAPANESE).withZone(Zones.TOKYO);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.JAPANESE).withZone(Zones.TOKYO);

    private RequestViews() {}

    static Map<String, Object> of(RevocationRequestView request) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("number", request.number().value());
        view.put("applicationNumber", request.application().value());
        view.put("cardNumber", request.card().value());
        view.put("serial", request.serial().hex());
        view.put("service", request.serviceName());
        view.put("holderName", request.holderName());
        view.put("companyName", request.companyName());
        view.put("origin", request.originLabel());
        view.put("reason", request.reasonLabel());
        view.put("crlReason", request.crlReason().map(RequestViews::crlReason).orElse("記載しない"));
        view.put("compromisedSince", request.invalidityDate().map(DAY::format).orElse("記載しない"));
        view.put("explanation", request.explanation());
        view.put("proposedBy", request.proposedBy().id());
        view.put("proposedAt", MINUTE.format(request.proposedAt()));
        request.revokedAt().map(MINUTE::format).ifPresent(at -> view.put("revokedAt", at));
        return view;
    }

    /** Names of RFC 5280 section 5.3.1, as the CRL states them. */
    private static String crlReason(int code) {
        return switch (code) {
            case 1 -> "keyCompromise (1)";
            case 2 -> "cACompromise (2)";
            case 3 -> "affiliationChanged (3)";
            case 4 -> "superseded (4)";
            case 5 -> "cessationOfOperation (5)";
            default -> String.valueOf(code);
        };
    }
}
