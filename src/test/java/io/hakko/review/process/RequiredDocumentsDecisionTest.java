package io.hakko.review.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.policy.PaperKind;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.review.domain.CaseFacts;
import io.hakko.review.domain.Requirement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RULES section 6, row by row; column A, and column B with the defaults of D-12. */
class RequiredDocumentsDecisionTest {

    private static final DecisionTablePapers TABLE = new DecisionTablePapers();
    private static final String AOSIGN = "aosign-g2";
    private static final String DIACERT = "diacert-plus";
    private static final List<String> KINDS = List.of(
            "CORPORATION", "SOLE_PROPRIETOR_REGISTERED", "SOLE_PROPRIETOR_UNREGISTERED", "CORPORATION_UNREGISTERED");

    /** A-DOC-02 to A-DOC-07. */
    @ParameterizedTest
    @ValueSource(strings = {"CORPORATION", "SOLE_PROPRIETOR_REGISTERED"})
    void registeredCompaniesProveSealAndRegister(String kind) {
        assertThat(mandatory(plain(AOSIGN, kind)))
                .containsExactly(
                        "APPLICATION_FORM",
                        "RESIDENCE_RECORD",
                        "SEAL_REGISTRATION",
                        "COMPANY_SEAL_CERTIFICATE",
                        "COMPANY_REGISTER");
    }

    /** D-12: the corporation list of A. */
    @ParameterizedTest
    @ValueSource(strings = {"CORPORATION", "SOLE_PROPRIETOR_REGISTERED"})
    void registeredCompaniesProveTheSameToTheOtherService(String kind) {
        assertThat(mandatory(plain(DIACERT, kind)))
                .containsExactly(
                        "APPLICATION_FORM",
                        "RESIDENCE_DOCUMENT",
                        "SEAL_REGISTRATION",
                        "COMPANY_SEAL_CERTIFICATE",
                        "COMPANY_REGISTER");
    }

    /** A-DOC-08, A-DOC-10 to A-DOC-15: one of twelve kinds. */
    @Test
    void unregisteredSoleProprietorsProveTheirBusiness() {
        CaseFacts facts = plain(AOSIGN, "SOLE_PROPRIETOR_UNREGISTERED");

        assertThat(mandatory(facts))
                .containsExactly("APPLICATION_FORM", "RESIDENCE_RECORD", "SEAL_REGISTRATION", "PROOF_OF_BUSINESS");
        assertThat(requirement(facts, "PROOF_OF_BUSINESS").accepts())
                .hasSize(12)
                .containsExactlyInAnyOrderElementsOf(profile(AOSIGN).documents().kinds().stream()
                        .filter(PaperKind::proofOfBusiness)
                        .map(PaperKind::code)
                        .toList());
    }

    /** RULES section 6: the business of an unregistered sole proprietor is not recorded, and not proven. */
    @Test
    void unregisteredSoleProprietorsProveOnlyThemselvesToTheOtherService() {
        CaseFacts facts = plain(DIACERT, "SOLE_PROPRIETOR_UNREGISTERED");

        assertThat(mandatory(facts)).containsExactly("APPLICATION_FORM", "RESIDENCE_DOCUMENT", "SEAL_REGISTRATION");
        assertThat(requirement(facts, "REPRESENTATIVE_SEAL_REGISTRATION").mandatory())
                .as("B-APP-02")
                .isFalse();
    }

    /** A-DOC-19, D-12. */
    @ParameterizedTest
    @CsvSource({AOSIGN + ", RESIDENCE_RECORD", DIACERT + ", RESIDENCE_DOCUMENT"})
    void unregisteredCorporationsProveSealAndExistence(String requirements, String residence) {
        assertThat(mandatory(plain(requirements, "CORPORATION_UNREGISTERED")))
                .containsExactly(
                        "APPLICATION_FORM",
                        residence,
                        "SEAL_REGISTRATION",
                        "COMPANY_SEAL_PROOF",
                        "COMPANY_EXISTENCE_PROOF");
    }

    /** A-OPT-02 to A-OPT-05, B-APP-03, B-APP-05 to B-APP-07, for every kind of company. */
    @ParameterizedTest
    @CsvSource({
        AOSIGN + ",true,false,false,false,'AGENT_NOTIFICATION,AGENT_SEAL_REGISTRATION'",
        AOSIGN + ",false,true,false,false,FORMER_NAME_PROOF",
        AOSIGN + ",false,false,true,false,ROMAJI_ADDRESS_NOTIFICATION",
        AOSIGN + ",false,false,false,true,POWER_NOTIFICATION",
        DIACERT + ",true,false,false,false,AGENT_SEAL_REGISTRATION",
        DIACERT + ",false,true,false,false,'FORMER_NAME_REQUEST,FORMER_NAME_PROOF'",
        DIACERT + ",false,false,true,false,''",
        DIACERT + ",false,false,false,true,POWER_REQUEST"
    })
    void eachRequestAddsItsPapers(
            String requirements, boolean agent, boolean formerName, boolean romaji, boolean power, String added) {
        for (String kind : KINDS) {
            List<String> with =
                    new ArrayList<>(mandatory(new CaseFacts(requirements, kind, agent, formerName, romaji, power)));
            with.removeAll(mandatory(plain(requirements, kind)));

            assertThat(String.join(",", with)).isEqualTo(added);
        }
    }

    /** A-OPT-03: the residence record that shows the former name serves for both. */
    @ParameterizedTest
    @CsvSource({AOSIGN + ", RESIDENCE_RECORD", DIACERT + ", RESIDENCE_DOCUMENT"})
    void oneResidenceRecordServesTwice(String requirements, String residence) {
        CaseFacts facts = new CaseFacts(requirements, "CORPORATION", false, true, false, false);

        assertThat(requirement(facts, residence).accepts()).contains("RESIDENCE_RECORD_FORMER_NAME");
        assertThat(requirement(facts, "FORMER_NAME_PROOF").accepts())
                .contains("RESIDENCE_RECORD_FORMER_NAME", "FAMILY_REGISTER_EXTRACT", "FAMILY_REGISTER_FULL");
    }

    @Test
    void anyOfThreeResidenceDocumentsWillDo() {
        assertThat(requirement(plain(DIACERT, "CORPORATION"), "RESIDENCE_DOCUMENT")
                        .accepts())
                .as("B-APP-04")
                .contains("RESIDENCE_RECORD", "RESIDENCE_CERTIFICATE", "RESIDENCE_RECORD_WIDE_AREA");
    }

    @ParameterizedTest
    @CsvSource({AOSIGN + ", 'READER_ORDER,MERGER_CERTIFICATE'", DIACERT + ", MERGER_CERTIFICATE"})
    void aReaderAndAMergerAreNeverRequired(String requirements, String optional) {
        for (CaseFacts facts : everyCase(requirements)) {
            assertThat(TABLE.of(facts).stream().filter(r -> !r.mandatory()).map(Requirement::code))
                    .filteredOn(code -> !code.equals("REPRESENTATIVE_SEAL_REGISTRATION"))
                    .containsExactly(optional.split(",", -1));
        }
    }

    /** No gap: every kind of company proves itself. No overlap: no requirement stands there twice. */
    @ParameterizedTest
    @ValueSource(strings = {AOSIGN, DIACERT})
    void everyCaseIsCoveredOnce(String requirements) {
        Set<String> proofs = Set.of(
                "COMPANY_SEAL_CERTIFICATE",
                "PROOF_OF_BUSINESS",
                "COMPANY_EXISTENCE_PROOF",
                "REPRESENTATIVE_SEAL_REGISTRATION");
        for (CaseFacts facts : everyCase(requirements)) {
            List<String> codes = TABLE.of(facts).stream().map(Requirement::code).toList();

            assertThat(codes).doesNotHaveDuplicates();
            assertThat(codes.stream().filter(proofs::contains)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {AOSIGN, DIACERT})
    void namesOnlyKindsOfTheProfileAndLeavesNoneOut(String id) {
        ServiceProfile profile = profile(id);
        Set<String> named = new HashSet<>();
        everyCase(profile.documents().requirements())
                .forEach(facts -> TABLE.of(facts).forEach(r -> named.addAll(r.accepts())));

        assertThat(named)
                .isEqualTo(profile.documents().kinds().stream()
                        .map(PaperKind::code)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {AOSIGN, DIACERT})
    void citesTheRulesOfItsService(String requirements) {
        String own = requirements.equals(AOSIGN) ? "A-" : "B-";
        for (CaseFacts facts : everyCase(requirements)) {
            assertThat(TABLE.of(facts))
                    .allMatch(r -> r.rule().startsWith(own) || r.rule().equals("D-12"));
        }
    }

    private static ServiceProfile profile(String id) {
        return new Profiles().current(id, LocalDate.of(2026, 11, 24));
    }

    private static List<CaseFacts> everyCase(String requirements) {
        List<CaseFacts> cases = new ArrayList<>();
        for (String kind : KINDS) {
            for (int bits = 0; bits < 16; bits++) {
                cases.add(new CaseFacts(
                        requirements, kind, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0));
            }
        }
        return cases;
    }

    private static CaseFacts plain(String requirements, String kind) {
        return new CaseFacts(requirements, kind, false, false, false, false);
    }

    private static List<String> mandatory(CaseFacts facts) {
        return TABLE.of(facts).stream()
                .filter(Requirement::mandatory)
                .map(Requirement::code)
                .toList();
    }

    private static Requirement requirement(CaseFacts facts, String code) {
        return TABLE.of(facts).stream()
                .filter(r -> r.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
