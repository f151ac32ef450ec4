package io.hakko.revocation.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.policy.PaperKind;
import io.hakko.policy.Profiles;
import io.hakko.revocation.domain.RequestFacts;
import io.hakko.revocation.domain.RevocationPapers.Requirement;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A-REV-08, A-REV-09, A-REV-14, A-REV-15, row by row; service B by D-12. */
class RevocationDocumentsDecisionTest {

    private static final DecisionTableRevocationPapers TABLE = new DecisionTableRevocationPapers();
    private static final List<String> SERVICES = List.of("aosign-g2", "diacert-plus");
    private static final List<String> KINDS = List.of(
            "CORPORATION", "SOLE_PROPRIETOR_REGISTERED", "SOLE_PROPRIETOR_UNREGISTERED", "CORPORATION_UNREGISTERED");
    private static final String TWELVE_PROOFS = new Profiles()
            .current("aosign-g2", LocalDate.of(2026, 11, 24)).documents().kinds().stream()
                    .filter(PaperKind::proofOfBusiness)
                    .map(PaperKind::code)
                    .collect(Collectors.joining(","));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aosign-g2 | SUBSCRIBER | CORPORATION | true | false | SEAL_REGISTRATION | A-REV-08",
                "aosign-g2 | SUBSCRIBER | SOLE_PROPRIETOR_UNREGISTERED | true | false | SEAL_REGISTRATION | A-REV-08",
                "aosign-g2 | SUBSCRIBER | CORPORATION | false | true |"
                        + " RESIDENCE_RECORD_FORMER_NAME,FAMILY_REGISTER_FULL,FAMILY_REGISTER_EXTRACT | A-REV-09",
                "aosign-g2 | COMPANY | CORPORATION | true | false | COMPANY_SEAL_CERTIFICATE | A-REV-14",
                "aosign-g2 | COMPANY | SOLE_PROPRIETOR_REGISTERED | true | false | COMPANY_SEAL_CERTIFICATE | A-REV-14",
                "aosign-g2 | COMPANY | CORPORATION_UNREGISTERED | true | false | COMPANY_SEAL_PROOF | A-REV-14",
                "aosign-g2 | COMPANY | SOLE_PROPRIETOR_UNREGISTERED | true | false | SEAL_REGISTRATION | A-REV-14",
                "aosign-g2 | COMPANY | CORPORATION | false | true |"
                        + " COMPANY_REGISTER_HISTORY,COMPANY_REGISTER_CURRENT | A-REV-15",
                "aosign-g2 | COMPANY | CORPORATION_UNREGISTERED | false | true | COMPANY_EXISTENCE_PROOF | A-REV-15",
                "diacert-plus | SUBSCRIBER | CORPORATION | true | false | SEAL_REGISTRATION | A-REV-08",
                "diacert-plus | COMPANY | SOLE_PROPRIETOR_UNREGISTERED | true | false |"
                        + " REPRESENTATIVE_SEAL_REGISTRATION | D-12",
                "diacert-plus | COMPANY | SOLE_PROPRIETOR_UNREGISTERED | false | true |"
                        + " RESIDENCE_RECORD,RESIDENCE_CERTIFICATE,RESIDENCE_RECORD_WIDE_AREA | D-12"
            })
    void namesTheDocumentThatProvesTheChange(
            String service, String requester, String kind, boolean seal, boolean name, String accepts, String rule) {
        assertThat(TABLE.of(new RequestFacts(service, requester, kind, seal, name)))
                .singleElement()
                .satisfies(requirement -> {
                    assertThat(requirement.accepts()).containsExactly(accepts.split(",", -1));
                    assertThat(requirement.rule()).isEqualTo(rule);
                });
    }

    @Test
    void unregisteredSoleProprietorsProveTheirBusinessByOneOfTwelveKinds() {
        assertThat(TABLE.of(new RequestFacts("aosign-g2", "COMPANY", "SOLE_PROPRIETOR_UNREGISTERED", false, true)))
                .singleElement()
                .satisfies(requirement ->
                        assertThat(requirement.accepts()).containsExactlyInAnyOrder(TWELVE_PROOFS.split(",", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBSCRIBER", "COMPANY"})
    void nothingIsNeededWhenNothingHasChanged(String requester) {
        for (String service : SERVICES) {
            for (String kind : KINDS) {
                assertThat(TABLE.of(new RequestFacts(service, requester, kind, false, false)))
                        .isEmpty();
            }
        }
    }

    /** No gap and no overlap: seal and name are proven once each, also for a service nobody thought of. */
    @ParameterizedTest
    @ValueSource(strings = {"SUBSCRIBER", "COMPANY"})
    void sealAndNameAreProvenOnceEach(String requester) {
        for (String service : SERVICES) {
            for (String kind : KINDS) {
                List<Requirement> both = TABLE.of(new RequestFacts(service, requester, kind, true, true));

                assertThat(both).as("%s %s", service, kind).hasSize(2);
                assertThat(both)
                        .containsExactlyInAnyOrder(
                                TABLE.of(new RequestFacts(service, requester, kind, true, false))
                                        .get(0),
                                TABLE.of(new RequestFacts(service, requester, kind, false, true))
                                        .get(0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aosign-g2", "diacert-plus"})
    void namesOnlyKindsOfTheProfile(String service) {
        Set<String> known = new Profiles()
                .current(service, LocalDate.of(2026, 11, 24)).documents().kinds().stream()
                        .map(PaperKind::code)
                        .collect(Collectors.toSet());

        for (String requester : List.of("SUBSCRIBER", "COMPANY")) {
            for (String kind : KINDS) {
                assertThat(TABLE.of(new RequestFacts(service, requester, kind, true, true)))
                        .allSatisfy(requirement -> assertThat(known).containsAll(requirement.accepts()));
            }
        }
    }
}
