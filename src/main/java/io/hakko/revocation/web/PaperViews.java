package io.hakko.revocation.web;

import io.hakko.application.ApplicationView;
import io.hakko.revocation.PaperRequestSheet;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a request on paper adds to the picture of a request: the papers, the application, the review. */
final class PaperViews {

    private static final String SAME = "申込時と同じ";
    private static final String DIFFERENT = "申込時と異なる";

    private PaperViews() {}

    static void addTo(Map<String, Object> view, PaperRequestSheet sheet) {
        view.put("paper", paper(sheet));
        sheet.application().content().ifPresent(content -> {
            view.put("applicant", applicant(content.applicant()));
            view.put("company", company(content.company()));
        });
    }

    private static Map<String, Object> paper(PaperRequestSheet sheet) {
        Map<String, Object> paper = new LinkedHashMap<>();
        paper.put("form", sheet.form());
        paper.put("channel", sheet.channelLabel());
        paper.put("fax", sheet.channelLabel().equals("FAX"));
        paper.put("arrivedOn", sheet.arrivedOn());
        sheet.ground().ifPresent(ground -> {
            paper.put("ground", ground.text());
            paper.put("groundStated", ground.stated() ? "（記載あり）" : "（記載なし）");
        });
        sheet.formerName().ifPresent(name -> paper.put("formerName", name));
        paper.put("noticeAddress", sheet.noticeAddress().orElse("申込時の住所"));
        paper.put(
                "documents",
                sheet.documents().stream().map(PaperViews::document).toList());
        paper.put(
                "conditional",
                sheet.conditional().stream()
                        .map(line -> Map.of(
                                "when", line.when(),
                                "accepts", String.join("、", line.accepts()),
                                "rule", line.rule()))
                        .toList());
        paper.put(
                "refusals",
                sheet.refusals().stream()
                        .map(choice -> new Choice(choice.value(), choice.label()))
                        .toList());
        sheet.review().ifPresent(review -> paper.put("review", review(review)));
        return paper;
    }

    private static Map<String, Object> document(PaperRequestSheet.DocumentLine document) {
        return Map.of(
                "label", document.label(),
                "issuedOn", document.issuedOn(),
                "form", document.original() ? "原本" : "コピー",
                "problem", document.problem().map(problem -> "⚠ " + problem).orElse("適"));
    }

    private static Map<String, Object> review(PaperRequestSheet.ReviewLine review) {
        return Map.of(
                "by", review.by(),
                "seal", review.sealDiffers() ? DIFFERENT : SAME,
                "name", review.nameDiffers() ? DIFFERENT : SAME,
                "exemptedBy", review.exemptedBy().orElse(""),
                "note", review.note().orElse(""));
    }

    private static Map<String, Object> applicant(ApplicationView.Applicant applicant) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", applicant.name());
        view.put("nameKana", applicant.nameKana());
        applicant.formerName().ifPresent(name -> view.put("formerName", name));
        view.put("birthDate", applicant.birthDate());
        view.put("postalCode", applicant.postalCode());
        view.put("address", applicant.address());
        return view;
    }

    private static Map<String, Object> company(ApplicationView.Company company) {
        return Map.of(
                "kind", company.kindLabel(),
                "name", company.name(),
                "postalCode", company.postalCode(),
                "headOffice", company.headOffice(),
                "representative", company.representativeTitle() + "　" + company.representativeName());
    }
}
