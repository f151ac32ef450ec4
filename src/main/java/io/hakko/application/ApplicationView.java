package io.hakko.application;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ProfileRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A case as people see it. Read-only; codes are those of the schema and of the profile, {@code …Label} is Japanese.
 *
 * @param status {@code RECEIVED ENTERED DEFICIENT ACCEPTED REJECTED WITHDRAWN ISSUED IN_USE REVOKED}
 * @param arrivedOn day on which the first papers arrived (counts for the age of papers, AMB-16)
 * @param content what was entered; empty until reception has entered it
 * @param price the price, frozen at acceptance
 */
public record ApplicationView(
        ApplicationNumber number,
        ProfileRef profile,
        String profileName,
        String status,
        String statusLabel,
        LocalDate arrivedOn,
        String channelLabel,
        Optional<String> trackingNumber,
        Optional<Content> content,
        Optional<FrozenPrice> price) {

    /** What was entered. */
    public record Content(
            Applicant applicant,
            Company company,
            Optional<Agent> agent,
            Order order,
            List<PresentedPaper> papers,
            String termsVersion,
            LocalDate agreedOn) {}

    /**
     * 利用者.
     *
     * @param name as the name field of the form has it, and as it is recorded unless there is a former name
     * @param nameKind {@code REAL ALIAS}: 本名 or 通称名 (B-APP-09)
     * @param realName 本名 beside 通称名
     * @param romajiSuggestion the Hepburn spelling by rule when the applicant's differs from it (AMB-09)
     */
    public record Applicant(
            String name,
            String nameKind,
            String nameKindLabel,
            Optional<String> realName,
            String nameKana,
            Optional<String> formerName,
            String romajiFamilyName,
            String romajiGivenName,
            Optional<String> romajiSuggestion,
            LocalDate birthDate,
            String postalCode,
            String address,
            Optional<String> romajiAddress,
            Optional<String> phone,
            Optional<String> fax,
            Optional<String> email) {}

    /**
     * 企業等.
     *
     * @param kind {@code CORPORATION SOLE_PROPRIETOR_REGISTERED SOLE_PROPRIETOR_UNREGISTERED CORPORATION_UNREGISTERED}
     * @param key key under which the cards of this company are counted (D-09)
     */
    public record Company(
            String kind,
            String kindLabel,
            String name,
            String postalCode,
            String headOffice,
            Optional<String> corporateNumber,
            String representativeName,
            String representativeTitle,
            String key) {}

    /** 受取代理人. */
    public record Agent(String name, String postalCode, String address) {}

    /** What is ordered; {@code cardsOrderedTogether} includes this card. */
    public record Order(
            String product, String productLabel, int cardsOrderedTogether, Optional<String> powerOfRepresentation) {}
}
