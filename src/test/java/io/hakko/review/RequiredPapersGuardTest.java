package io.hakko.review;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.policy.InventedProfiles;
import io.hakko.policy.Profiles;
import io.hakko.review.domain.CaseFacts;
import io.hakko.review.domain.RequiredPapers;
import io.hakko.review.domain.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequiredPapersGuardTest {

    private static final Requirement FORM =
            new Requirement("APPLICATION_FORM", List.of("APPLICATION_FORM"), true, "T-DOC-01");

    private static final Profiles TSUBAKI = InventedProfiles.tsubaki();

    @Test
    void letsProfilesStartWhosePapersTheTableKnows() {
        assertThatCode(() -> new RequiredPapersGuard(TSUBAKI, facts -> List.of(FORM)))
                .doesNotThrowAnyException();
    }

    @Test
    void stopsTheStartWhenRowsAreMissingForOneKindOfCompany() {
        RequiredPapers gap =
                facts -> facts.companyKind().equals("CORPORATION_UNREGISTERED") ? List.of() : List.of(FORM);

        assertThatThrownBy(() -> new RequiredPapersGuard(TSUBAKI, gap))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tsubaki-sign")
                .hasMessageContaining("demands nothing")
                .hasMessageContaining("CORPORATION_UNREGISTERED");
    }

    @Test
    void stopsTheStartWhenTheProfileDoesNotKnowAPaper() {
        RequiredPapers strange = (CaseFacts facts) ->
                List.of(FORM, new Requirement("READER_ORDER", List.of("READER_ORDER"), false, "A-OPT-01"));

        assertThatThrownBy(() -> new RequiredPapersGuard(TSUBAKI, strange))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("READER_ORDER");
    }
}
