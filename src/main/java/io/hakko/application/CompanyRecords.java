package io.hakko.application;

import io.hakko.application.domain.ApplicationRefusal;
import io.hakko.application.domain.ApplicationStore;
import io.hakko.application.domain.CompanyRecord;
import io.hakko.shared.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 企業台帳: which company without corporate number is which (D-09). */
@Component
public class CompanyRecords {

    /** What a clerk enters who knows that it is another company of the same name. */
    public static final String NEW = "NEW";

    private final ApplicationStore store;
    private final Clock clock;

    CompanyRecords(ApplicationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Keys of the records with this name and head office, apart from width, case and spaces. */
    public List<String> matching(String name, String headOffice) {
        return store.companyRecords(name, headOffice).stream()
                .map(CompanyRecord::key)
                .toList();
    }

    /** The record a clerk has confirmed, else the one that matches, else a new one. */
    String keyOf(String name, String headOffice, Optional<String> confirmed, String by) {
        if (confirmed.isPresent() && !confirmed.get().equals(NEW)) {
            return CompanyRecord.idOf(confirmed.get())
                    .flatMap(store::companyRecord)
                    .map(CompanyRecord::key)
                    .orElseThrow(() -> Refusal.at("/companyRecord", ApplicationRefusal.UNKNOWN_COMPANY_RECORD));
        }
        return confirmed.isPresent()
                ? add(name, headOffice, by)
                : matching(name, headOffice).stream().findFirst().orElseGet(() -> add(name, headOffice, by));
    }

    private String add(String name, String headOffice, String by) {
        return store.addCompanyRecord(name, headOffice, clock.instant(), by).key();
    }
}
