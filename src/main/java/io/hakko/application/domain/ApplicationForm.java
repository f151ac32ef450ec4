package io.hakko.application.domain;

import io.hakko.shared.CorporateNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an applicant fills in and encloses; the shape is that of {@code docs/application.schema.json}. */
public record ApplicationForm(
        Applicant applicant,
        Company company,
        Optional<Agent> agent,
        CardOrder order,
        List<Paper> papers,
        Consent consent) {

    public ApplicationForm {
        papers = List.copyOf(papers);
    }

    /**
     * 利用者.
     *
     * @param name as the name field of the form has it; that choice is the applicant's (B-APP-09)
     * @param nameKind whether that is the real name or 通称名
     * @param realName 本名 beside 通称名
     */
    public record Applicant(
            String name,
            NameKind nameKind,
            Optional<String> realName,
            String nameKana,
            Optional<String> formerName,
            RomajiName romajiName,
            LocalDate birthDate,
            PostalAddress address,
            Optional<String> romajiAddress,
            Contacts contacts) {

        private static final Pattern KANA = Pattern.compile("[ァ-ヶー・]+([ 　][ァ-ヶー・]+)+");

        public Applicant {
            notBlank(name);
            if (!KANA.matcher(nameKana).matches()) {
                throw new IllegalArgumentException("not a reading in katakana");
            }
        }

        /** Name as recorded: with the former family name if the applicant wants that (A-OPT-03). */
        public String recordedName() {
            return formerName.orElse(name);
        }
    }

    /** How to reach the applicant; all optional (B-APP-14). */
    public record Contacts(Optional<String> phone, Optional<String> fax, Optional<String> email) {}

    /** 企業等. */
    public record Company(
            CompanyKind kind,
            String name,
            PostalAddress headOffice,
            Optional<CorporateNumber> corporateNumber,
            String representativeName,
            String representativeTitle) {

        public Company {
            notBlank(name);
            notBlank(representativeName);
        }
    }

    /** 受取代理人. */
    public record Agent(String name, PostalAddress address) {

        public Agent {
            notBlank(name);
        }
    }

    /** One card of a product; the cards ordered together decide the price (A-FEE-04). */
    public record CardOrder(
            String product,
            int cardsOrderedTogether,
            Optional<String> powerOfRepresentation,
            Optional<Addressee> billing,
            Optional<Addressee> contact) {

        public CardOrder {
            notBlank(product);
            if (cardsOrderedTogether < 1 || cardsOrderedTogether > 99) {
                throw new IllegalArgumentException("1 to 99 cards");
            }
        }
    }

    /** Somebody to write to. */
    public record Addressee(String name, PostalAddress address) {}

    /** A paper presented. */
    public record Paper(String kind, LocalDate issuedOn, boolean original, Optional<String> note) {

        public Paper {
            notBlank(kind);
        }
    }

    /** The terms to which the applicant agreed (A-GEN-05). */
    public record Consent(String termsVersion, LocalDate agreedOn) {}

    private static void notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
    }
}
