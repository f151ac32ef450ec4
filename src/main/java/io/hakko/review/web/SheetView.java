package io.hakko.review.web;

import io.hakko.application.ApplicationView;
import io.hakko.calendar.Zones;
import io.hakko.review.ReviewSheet;
import io.hakko.shared.Yen;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A review sheet as the forms show it: one flat, read-only picture of the case. */
final class SheetView {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.JAPANESE);

    private SheetView() {}

    static Map<String, Object> of(ReviewSheet sheet) {
        ApplicationView application = sheet.application();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("applicationNumber", application.number().value());
        view.put("profileName", application.profileName());
        view.put("status", application.statusLabel());
        view.put("arrivedOn", application.arrivedOn());
        view.put("channel", application.channelLabel());
        view.put("trackingNumber", application.trackingNumber().orElse(""));
        application.content().ifPresent(content -> content(view, content));
        view.put("papers", sheet.papers().stream().map(SheetView::paper).toList());
        view.put("findings", sheet.findings());
        view.put("warnings", sheet.warnings());
        view.put("history", sheet.history().stream().map(SheetView::history).toList());
        sheet.lastRound().ifPresent(round -> view.put("round", round(round)));
        view.put("price", price(sheet.price()));
        return view;
    }

    private static void content(Map<String, Object> view, ApplicationView.Content content) {
        view.put("applicant", applicant(content.applicant()));
        view.put("company", company(content.company()));
        content.agent().ifPresent(agent -> view.put("agent", agent));
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("product", content.order().productLabel());
        order.put("cards", content.order().cardsOrderedTogether());
        put(order, "power", content.order().powerOfRepresentation());
        view.put("order", order);
        view.put("terms", content.termsVersion() + "（" + content.agreedOn() + "）");
    }

    private static Map<String, Object> applicant(ApplicationView.Applicant applicant) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", applicant.name());
        view.put("nameKana", applicant.nameKana());
        view.put("romaji", applicant.romajiFamilyName() + " " + applicant.romajiGivenName());
        view.put("nameKind", applicant.nameKindLabel());
        put(view, "realName", applicant.realName());
        put(view, "formerName", applicant.formerName());
        view.put("birthDate", applicant.birthDate());
        view.put("postalCode", applicant.postalCode());
        view.put("address", applicant.address());
        put(view, "romajiAddress", applicant.romajiAddress());
        put(view, "phone", applicant.phone());
        put(view, "fax", applicant.fax());
        put(view, "email", applicant.email());
        return view;
    }

    private static Map<String, Object> company(ApplicationView.Company company) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("kind", company.kindLabel());
        view.put("name", company.name());
        view.put("postalCode", company.postalCode());
        view.put("headOffice", company.headOffice());
        view.put("corporateNumber", company.corporateNumber().orElse("（なし）"));
        view.put("representative", company.representativeTitle() + "　" + company.representativeName());
        view.put("key", company.key());
        return view;
    }

    private static Map<String, Object> paper(ReviewSheet.PaperLine paper) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("label", paper.label());
        view.put("issuedOn", paper.issuedOn());
        view.put("form", paper.original() ? "原本" : "コピー");
        view.put("arrivedOn", paper.arrivedOn());
        view.put("note", paper.note().orElse(""));
        view.put("problem", paper.problem().map(problem -> "⚠ " + problem).orElse("適"));
        return view;
    }

    private static Map<String, Object> history(ReviewSheet.HistoryLine line) {
        return Map.of(
                "at", MINUTE.format(line.at().atZone(Zones.TOKYO)),
                "by", line.by(),
                "what", line.what(),
                "detail", line.detail());
    }

    private static Map<String, Object> round(ReviewSheet.RoundLine round) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("number", round.number());
        view.put("findings", round.findings());
        view.put("notifiedOn", round.deemedArrival().map(Object::toString).orElse(""));
        view.put("lastDay", round.lastDay().map(Object::toString).orElse(""));
        return view;
    }

    private static Map<String, Object> price(ReviewSheet.Quote quote) {
        return Map.of(
                "together", quote.orderedTogether(),
                "held", quote.held(),
                "count", quote.purchaseCount(),
                "unit", yen(quote.unitPrice()),
                "tax", quote.taxIncluded() ? "税込" : "税別",
                "payable", yen(quote.payable()));
    }

    private static String yen(Yen amount) {
        return NumberFormat.getIntegerInstance(Locale.JAPAN).format(amount.amount());
    }

    private static void put(Map<String, Object> view, String name, Optional<String> value) {
        value.ifPresent(text -> view.put(name, text));
    }

    static List<Choice> choices(List<ReviewSheet.Choice> choices) {
        return choices.stream().map(c -> new Choice(c.value(), c.label())).toList();
    }

    /** Option of a select. */
    record Choice(String value, String label) {}
}
