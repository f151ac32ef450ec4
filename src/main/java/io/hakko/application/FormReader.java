package io.hakko.application;

import com.fasterxml.jackson.databind.JsonNode;
import io.hakko.application.domain.ApplicationForm;
import io.hakko.application.domain.ApplicationForm.Addressee;
import io.hakko.application.domain.ApplicationForm.Agent;
import io.hakko.application.domain.ApplicationForm.Applicant;
import io.hakko.application.domain.ApplicationForm.CardOrder;
import io.hakko.application.domain.ApplicationForm.Company;
import io.hakko.application.domain.ApplicationForm.Consent;
import io.hakko.application.domain.ApplicationForm.Contacts;
import io.hakko.application.domain.ApplicationForm.Paper;
import io.hakko.application.domain.CompanyKind;
import io.hakko.application.domain.NameKind;
import io.hakko.application.domain.PostalAddress;
import io.hakko.application.domain.RomajiName;
import io.hakko.shared.CorporateNumber;
import io.hakko.shared.JisRepertoire;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a document that follows the schema. Signs as Windows keyboards enter them become those of JIS X 0208. */
final class FormReader {

    private FormReader() {}

    static ApplicationForm read(JsonNode document) {
        return new ApplicationForm(
                applicant(document.path("applicant")),
                company(document.path("company")),
                optional(document, "agent").map(FormReader::agent),
                order(document.path("order")),
                papers(document.path("papers")),
                new Consent(
                        text(document.path("consent"), "termsVersion"), date(document.path("consent"), "agreedOn")));
    }

    private static Applicant applicant(JsonNode node) {
        JsonNode contacts = node.path("contacts");
        return new Applicant(
                text(node, "name"),
                optionalText(node, "nameKind").map(NameKind::valueOf).orElse(NameKind.REAL),
                optionalText(node, "realName"),
                text(node, "nameKana"),
                optionalText(node, "formerName"),
                new RomajiName(text(node.path("romajiName"), "family"), text(node.path("romajiName"), "given")),
                date(node, "birthDate"),
                address(node.path("address")),
                optionalText(node, "romajiAddress"),
                new Contacts(
                        optionalText(contacts, "phone"),
                        optionalText(contacts, "fax"),
                        optionalText(contacts, "email")));
    }

    private static Company company(JsonNode node) {
        return new Company(
                CompanyKind.valueOf(text(node, "kind")),
                text(node, "name"),
                address(node.path("headOffice")),
                optionalText(node, "corporateNumber").map(CorporateNumber::of),
                text(node.path("representative"), "name"),
                text(node.path("representative"), "title"));
    }

    private static Agent agent(JsonNode node) {
        return new Agent(text(node, "name"), address(node.path("address")));
    }

    private static CardOrder order(JsonNode node) {
        return new CardOrder(
                text(node, "product"),
                node.path("cardsOrderedTogether").intValue(),
                optionalText(node, "powerOfRepresentation"),
                optional(node, "billingAddress").map(FormReader::addressee),
                optional(node, "contactAddress").map(FormReader::addressee));
    }

    static List<Paper> papers(JsonNode nodes) {
        List<Paper> papers = new ArrayList<>();
        for (JsonNode node : nodes) {
            papers.add(new Paper(
                    text(node, "kind"),
                    date(node, "issuedOn"),
                    text(node, "form").equals("ORIGINAL"),
                    optionalText(node, "note")));
        }
        return papers;
    }

    private static Addressee addressee(JsonNode node) {
        return new Addressee(text(node, "name"), address(node));
    }

    private static PostalAddress address(JsonNode node) {
        return new PostalAddress(text(node, "postalCode"), text(node, "text"));
    }

    private static LocalDate date(JsonNode node, String name) {
        return LocalDate.parse(node.path(name).textValue());
    }

    private static String text(JsonNode node, String name) {
        return JisRepertoire.canonical(node.path(name).textValue().strip());
    }

    private static Optional<String> optionalText(JsonNode node, String name) {
        return optional(node, name)
                .map(value -> JisRepertoire.canonical(value.textValue().strip()));
    }

    private static Optional<JsonNode> optional(JsonNode node, String name) {
        return node.hasNonNull(name) ? Optional.of(node.get(name)) : Optional.empty();
    }
}
