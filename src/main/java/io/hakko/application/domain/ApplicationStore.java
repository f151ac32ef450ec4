package io.hakko.application.domain;

import io.hakko.application.domain.ApplicationForm.Paper;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Yen;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where applications are kept. */
public interface ApplicationStore {

    /** The next running number; concurrent callers wait, so that there is no gap. */
    long nextNumber(String prefix, int year);

    void insert(ApplicationCase arrived, Instant at);

    Optional<ApplicationCase> find(ApplicationNumber number);

    /** Reads a row and keeps it until the transaction ends. */
    Optional<ApplicationCase> lock(ApplicationNumber number);

    /** The profile versions these applications are pinned to. */
    Map<String, ProfileRef> profiles(Collection<String> numbers);

    /**
     * Changes the status where it is one of these.
     *
     * @return false when it was another one, or there is no such application
     */
    boolean changeStatus(ApplicationNumber number, Set<ApplicationStatus> from, ApplicationStatus status, Instant at);

    /**
     * Stores what was entered.
     *
     * @param order first application of the order it belongs to, itself when it comes alone (A-DOC-16)
     */
    void enter(
            ApplicationNumber number,
            ApplicationForm form,
            String companyKey,
            ApplicationNumber order,
            LocalDate arrivedOn);

    /** First application of the order that this one belongs to; empty until it is entered. */
    Optional<ApplicationNumber> orderOf(ApplicationNumber number);

    /** All applications of an order, by their numbers. */
    List<ApplicationCase> ofOrder(ApplicationNumber order);

    /** The part of what was entered that goes into the certificate. */
    Optional<CertificateForm> certificateForm(ApplicationNumber number);

    Optional<StoredForm> form(ApplicationNumber number);

    /** Adds papers; papers of the same kinds that lie there already are put aside. */
    void replacePapers(ApplicationNumber number, List<Paper> papers, LocalDate arrivedOn, Instant at);

    void freeze(ApplicationNumber number, Price price);

    Optional<Price> price(ApplicationNumber number);

    /** Company records of this name and head office, apart from width, case and spaces. */
    List<CompanyRecord> companyRecords(String name, String headOffice);

    Optional<CompanyRecord> companyRecord(long id);

    CompanyRecord addCompanyRecord(String name, String headOffice, Instant at, String by);

    /** The frozen price. */
    record Price(String product, int purchaseCount, Yen unitPrice, LocalDate acceptedOn) {}
}
