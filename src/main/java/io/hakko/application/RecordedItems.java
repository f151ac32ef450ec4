package io.hakko.application;

import io.hakko.application.domain.CompanyKind;
import io.hakko.application.domain.Recording;
import io.hakko.policy.CertificateProfile;
import io.hakko.policy.NameKind;
import io.hakko.policy.RecordedItem;
import io.hakko.policy.Scope;
import io.hakko.policy.ServiceProfile;
import java.util.Optional;

/** 記載事項: what a service records for applicants of one kind of company (A-GEN-04, B-APP-05, B-APP-08). */
record RecordedItems(CertificateProfile certificate, Scope companyKind) {

    RecordedItems(ServiceProfile profile, CompanyKind kind) {
        this(profile.certificate(), Scope.valueOf(kind.name()));
    }

    /** The value, if the item is recorded. */
    <T> Optional<T> only(RecordedItem item, Optional<T> value) {
        return value.filter(any -> records(item));
    }

    /** What the rules for entering an application ask. */
    Recording recording() {
        return new Recording(
                records(RecordedItem.COMPANY_NAME),
                records(RecordedItem.HEAD_OFFICE),
                records(RecordedItem.ROMAJI_ADDRESS),
                records(RecordedItem.POWER_OF_REPRESENTATION),
                certificate.names().contains(NameKind.FORMER),
                certificate.names().contains(NameKind.ALIAS));
    }

    private boolean records(RecordedItem item) {
        return certificate.records(item, companyKind);
    }
}
