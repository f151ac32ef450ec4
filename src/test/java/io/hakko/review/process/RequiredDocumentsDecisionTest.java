package io.hakko.review.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.policy.PaperKind;
import io.hakko.policy.Profiles;
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

/** RULES section 6, column A, row by row. */
class RequiredDocumentsDecisionTest {

    private static final DecisionTablePapers TABLE = new DecisionTablePapers();
    private static final List<String> KINDS = List.of(
            "CORPORATION", "SOLE_PROPRIETOR_REGISTERED", "SOLE_PROPRIETOR_UNREGISTERED", "CORPORATION_UNREGISTERED");
    private static final List<PaperKind> PROFILE_KINDS = new Profiles()
            .current("aosign-g2", LocalDate.of(2026, 11, 24))
            .documents()
            .kinds();

    /** A-DOC-02 to A-DOC-07. */
    @ParameterizedTest
    @ValueSource(strings = {"CORPORATION", "SOLE_PROPRIETOR_REGISTERED"})
    void registeredCompaniesProveSealAndRegister(String kind) {
        assertThat(mandatory(plain(kind)))
                .containsExactly(
                        "APPLICATION_FORM",
                        "RESIDENCE_RECORD",
                        "SEAL_REGISTRATION",
                        "COMPANY_SEAL_CERTIFICATE",
                        "COMPANY_REGISTER");
    }

    /** A-DOC-08, A-DOC-10 to A-DOC-15: one of twelve kinds. */
    @Test
    void unregisteredSoleProprietorsProveTheirBusiness() {
        CaseFacts facts = plain("SOLE_PROPRIETOR_UNREGISTERED");

        assertThat(mandatory(facts))
                .containsExactly("APPLICATION_FORM", "RESIDENCE_RECORD", "SEAL_REGISTRATION", "PROOF_OF_BUSINESS");
        assertThat(requirement(facts, "PROOF_OF_BUSINESS").accepts())
                .hasSize(12)
                .containsExactlyInAnyOrderElementsOf(PROFILE_KINDS.stream()
                        .filter(PaperKind::proofOfBusiness)
                        .map(PaperKind::code)
                        .toList());
    }

    /** A-DOC-19. */
    @Test
    void unregisteredCorporationsProveSealAndExistence() {
        assertThat(mandatory(plain("CORPORATION_UNREGISTERED")))
                .containsExactly(
                        "APPLICATION_FORM",
                        "RESIDENCE_RECORD",
                        "SEAL_REGISTRATION",
                        "COMPANY_SEAL_PROOF",
                        "COMPANY_EXISTENCE_PROOF");
    }

    /** A-OPT-02 to A-OPT-05, for every kind of company. */
    @ParameterizedTest
    @CsvSource({
        "true,false,false,false,'AGENT_NOTIFICATION,AGENT_SEAL_REGISTRATION'",
        "false,true,false,false,FORMER_NAME_PROOF",
        "false,false,true,false,ROMAJI_ADDRESS_NOTIFICATION",
        "false,false,false,true,POWER_NOTIFICATION"
    })
    void eachRequestAddsItsPapers(boolean agent, boolean formerName, boolean romaji, boolean power, String added) {
        for (String kind : KINDS) {
            List<String> with = new ArrayList<>(mandatory(new CaseFacts(kind, agent, formerName, romaji, power)));
            with.removeAll(mandatory(plain(kind)));

            assertThat(with).containsExactly(added.split(",", -1));
        }
    }

    /** A-OPT-03: the residence record that shows the former name serves for both. */
    @Test
    void oneResidenceRecordServesTwice() {
        CaseFacts facts = new CaseFacts("CORPORATION", false, true, false, false);

        assertThat(requirement(facts, "RESIDENCE_RECORD").accepts()).contains("RESIDENCE_RECORD_FORMER_NAME");
        assertThat(requirement(facts, "FORMER_NAME_PROOF").accepts())
                .contains("RESIDENCE_RECORD_FORMER_NAME", "FAMILY_REGISTER_EXTRACT", "FAMILY_REGISTER_FULL");
    }

    @Test
    void aReaderAndAMergerAreNeverRequired() {
        for (CaseFacts facts : everyCase()) {
            assertThat(TABLE.of(facts).stream().filter(r -> !r.mandatory()).map(Requirement::code))
                    .containsExactly("READER_ORDER", "MERGER_CERTIFICATE");
        }
    }

    /** No gap: every kind of company proves itself. No overlap: no requirement stands there twice. */
    @Test
    void everyCaseIsCoveredOnce() {
        for (CaseFacts facts : everyCase()) {
            List<String> codes = TABLE.of(facts).stream().map(Requirement::code).toList();

            assertThat(codes).doesNotHaveDuplicates();
            assertThat(codes.stream()
                            .filter(
                                    Set.of("COMPANY_SEAL_CERTIFICATE", "PROOF_OF_BUSINESS", "COMPANY_EXISTENCE_PROOF")
                                            ::contains))
                    .hasSize(1);
        }
    }

    @Test
    void namesOnlyKindsOfTheProfileAndLeavesNoneOut() {
        Set<String> named = new HashSet<>();
        everyCase().forEach(facts -> TABLE.of(facts).forEach(r -> named.addAll(r.accepts())));

        assertThat(named).isEqualTo(PROFILE_KINDS.stream().map(PaperKind::code).collect(Collectors.toSet()));
    }

    private static List<CaseFacts> everyCase() {
        List<CaseFacts> cases = new ArrayList<>();
        for (String kind : KINDS) {
            for (int bits = 0; bits < 16; bits++) {
                cases.add(new CaseFacts(kind, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0));
            }
        }
        return cases;
    }

    private static CaseFacts plain(String kind) {
        return new CaseFacts(kind, false, false, false, false);
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
