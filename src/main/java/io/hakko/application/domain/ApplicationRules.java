package io.hakko.application.domain;

import static io.hakko.application.domain.ApplicationRefusal.ADDRESS_NOT_DOMESTIC;
import static io.hakko.application.domain.ApplicationRefusal.AGENT_IS_APPLICANT;
import static io.hakko.application.domain.ApplicationRefusal.AGE_IMPLAUSIBLE;
import static io.hakko.application.domain.ApplicationRefusal.ALIAS_NOT_RECORDED;
import static io.hakko.application.domain.ApplicationRefusal.CHARACTER_NOT_RECORDABLE;
import static io.hakko.application.domain.ApplicationRefusal.CONSENT_AFTER_ARRIVAL;
import static io.hakko.application.domain.ApplicationRefusal.CORPORATE_NUMBER_OF_SOLE_PROPRIETOR;
import static io.hakko.application.domain.ApplicationRefusal.FORMER_NAME_NOT_RECORDED;
import static io.hakko.application.domain.ApplicationRefusal.FORMER_NAME_WITH_ALIAS;
import static io.hakko.application.domain.ApplicationRefusal.PAPER_AFTER_ARRIVAL;
import static io.hakko.application.domain.ApplicationRefusal.POWER_NOT_RECORDED;
import static io.hakko.application.domain.ApplicationRefusal.REAL_NAME_NEEDED;
import static io.hakko.application.domain.ApplicationRefusal.REAL_NAME_WITHOUT_ALIAS;
import static io.hakko.application.domain.ApplicationRefusal.ROMAJI_ADDRESS_NOT_RECORDED;
import static io.hakko.application.domain.ApplicationRefusal.UNKNOWN_PAPER;
import static io.hakko.application.domain.ApplicationRefusal.UNKNOWN_PRODUCT;
import static io.hakko.application.domain.ApplicationRefusal.UNKNOWN_TERMS;

import io.hakko.application.domain.ApplicationForm.Agent;
import io.hakko.application.domain.ApplicationForm.Applicant;
import io.hakko.application.domain.ApplicationForm.Company;
import io.hakko.application.domain.ApplicationForm.Paper;
import io.hakko.shared.JisRepertoire;
import io.hakko.shared.Violation;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/**
 * What must be true of an application before it can be entered. Missing, old or copied papers are not among it: they are
 * deficiencies, found by the review.
 */
public final class ApplicationRules {

    /** Below this age no seal can be registered, so no 印鑑登録証明書 exists. */
    private static final int MINIMUM_AGE = 15;

    private static final int MAXIMUM_AGE = 120;

    private final RuleData data;
    private final List<Violation> violations = new ArrayList<>();

    private ApplicationRules(RuleData data) {
        this.data = data;
    }

    /** Everything that cannot be true, in the order of the document. */
    public static List<Violation> check(ApplicationForm form, RuleData data) {
        ApplicationRules rules = new ApplicationRules(data);
        rules.applicant(form.applicant());
        rules.company(form.company());
        form.agent().ifPresent(agent -> rules.agent(agent, form.applicant()));
        rules.order(form);
        rules.papers(form);
        rules.consent(form.consent());
        return List.copyOf(rules.violations);
    }

    private void applicant(Applicant applicant) {
        recordable("/applicant/name", applicant.name());
        names(applicant);
        int age = Period.between(applicant.birthDate(), data.arrivedOn()).getYears();
        if (age < MINIMUM_AGE || age > MAXIMUM_AGE) {
            refuse("/applicant/birthDate", AGE_IMPLAUSIBLE, MINIMUM_AGE, MAXIMUM_AGE);
        }
        domestic("/applicant/address/text", applicant.address());
        if (applicant.romajiAddress().isPresent() && !data.recording().romajiAddress()) {
            refuse("/applicant/romajiAddress", ROMAJI_ADDRESS_NOT_RECORDED);
        }
    }

    /** A-OPT-03, B-APP-06, B-APP-09. */
    private void names(Applicant applicant) {
        boolean alias = applicant.nameKind() == NameKind.ALIAS;
        if (alias && !data.recording().alias()) {
            refuse("/applicant/nameKind", ALIAS_NOT_RECORDED);
        } else if (alias
                && applicant
                        .realName()
                        .filter(real -> !real.equals(applicant.name()))
                        .isEmpty()) {
            refuse("/applicant/realName", REAL_NAME_NEEDED);
        } else if (!alias && applicant.realName().isPresent()) {
            refuse("/applicant/realName", REAL_NAME_WITHOUT_ALIAS);
        }
        applicant.formerName().ifPresent(name -> {
            if (!data.recording().formerName()) {
                refuse("/applicant/formerName", FORMER_NAME_NOT_RECORDED);
            } else if (alias) {
                refuse("/applicant/formerName", FORMER_NAME_WITH_ALIAS);
            } else {
                recordable("/applicant/formerName", name);
            }
        });
    }

    private void company(Company company) {
        if (data.recording().companyName()) {
            recordable("/company/name", company.name());
        }
        if (data.recording().headOffice()) {
            recordable("/company/headOffice/text", company.headOffice().text());
        }
        domestic("/company/headOffice/text", company.headOffice());
        if (company.corporateNumber().isPresent() && !company.kind().hasCorporateNumber()) {
            refuse("/company/corporateNumber", CORPORATE_NUMBER_OF_SOLE_PROPRIETOR);
        }
    }

    private void agent(Agent agent, Applicant applicant) {
        domestic("/agent/address/text", agent.address());
        if (agent.name().equals(applicant.name()) && agent.address().equals(applicant.address())) {
            refuse("/agent/name", AGENT_IS_APPLICANT);
        }
    }

    private void order(ApplicationForm form) {
        String product = form.order().product();
        if (!data.products().contains(product)) {
            refuse(
                    "/order/product",
                    UNKNOWN_PRODUCT,
                    product,
                    String.join(", ", data.products().stream().sorted().toList()));
        }
        form.order().powerOfRepresentation().ifPresent(power -> {
            if (data.recording().power()) {
                recordable("/order/powerOfRepresentation", power);
            } else {
                refuse("/order/powerOfRepresentation", POWER_NOT_RECORDED);
            }
        });
        form.order().billing().ifPresent(to -> domestic("/order/billingAddress/text", to.address()));
        form.order().contact().ifPresent(to -> domestic("/order/contactAddress/text", to.address()));
    }

    private void papers(ApplicationForm form) {
        for (int i = 0; i < form.papers().size(); i++) {
            Paper paper = form.papers().get(i);
            violations.addAll(paper("/papers/" + i, paper, data));
        }
    }

    /** What cannot be true of one paper, also of one that comes later with a correction. */
    public static List<Violation> paper(String pointer, Paper paper, RuleData data) {
        List<Violation> found = new ArrayList<>();
        if (!data.paperKinds().contains(paper.kind())) {
            found.add(Violation.at(pointer + "/kind", UNKNOWN_PAPER, paper.kind()));
        }
        if (paper.issuedOn().isAfter(data.arrivedOn())) {
            found.add(Violation.at(pointer + "/issuedOn", PAPER_AFTER_ARRIVAL, data.arrivedOn()));
        }
        return found;
    }

    private void consent(ApplicationForm.Consent consent) {
        if (!data.termsVersions().contains(consent.termsVersion())) {
            refuse(
                    "/consent/termsVersion",
                    UNKNOWN_TERMS,
                    consent.termsVersion(),
                    String.join(", ", data.termsVersions().stream().sorted().toList()));
        }
        LocalDate agreedOn = consent.agreedOn();
        if (agreedOn.isAfter(data.arrivedOn())) {
            refuse("/consent/agreedOn", CONSENT_AFTER_ARRIVAL, data.arrivedOn());
        }
    }

    /** A-CHR-01. */
    private void recordable(String pointer, String text) {
        JisRepertoire.firstOutside(text)
                .ifPresent(c -> refuse(pointer, CHARACTER_NOT_RECORDABLE, Character.toString(c)));
    }

    /** B-GEN-12. */
    private void domestic(String pointer, PostalAddress address) {
        if (!address.namesMunicipality()) {
            refuse(pointer, ADDRESS_NOT_DOMESTIC);
        }
    }

    private void refuse(String pointer, ApplicationRefusal code, Object... arguments) {
        violations.add(Violation.at(pointer, code, arguments));
    }
}
