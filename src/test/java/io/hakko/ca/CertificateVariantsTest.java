package io.hakko.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.ca.domain.CaRefusal;
import io.hakko.policy.Scope;
import io.hakko.shared.CorporateNumber;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Refusal;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What certificates of DIACERT-PLUS say, depending on the kind of company (B-APP-05, B-APP-08, B-GEN-07). */
@CaTest
class CertificateVariantsTest {

    private static final ProfileRef DIACERT = new ProfileRef("diacert-plus", LocalDate.of(2025, 4, 1));
    private static final int DIRECTORY_NAME = 4;

    @Autowired
    private Certificates certificates;

    @Test
    void recordsTheCompanyOfACorporation() throws Exception {
        X509Certificate certificate = issued(DIACERT, whole(Scope.CORPORATION));

        assertThat(certificate.getIssuerX500Principal().getName()).contains("Demo DIACERT-PLUS CA");
        assertThat(alternativeName(certificate))
                .contains("O=株式会社あおば建設", "L=東京都港区虎ノ門１−２−３", "CN=山田　太郎")
                .anyMatch(attribute -> attribute.startsWith("2.5.4.97="))
                .anyMatch(attribute -> attribute.startsWith("2.5.4.13="));
        assertThat(certificate.getSubjectX500Principal().getName()).contains("STREET=");
    }

    /** Even when the order has it: the profile says that it is not recorded. */
    @Test
    void recordsOnlyThePersonOfAnUnregisteredSoleProprietor() throws Exception {
        X509Certificate certificate = issued(DIACERT, whole(Scope.SOLE_PROPRIETOR_UNREGISTERED));

        assertThat(alternativeName(certificate)).containsExactlyInAnyOrder("C=JP", "CN=山田　太郎");
        assertThat(certificate.getSubjectX500Principal().getName()).contains("STREET=", "CN=Yamada Taro");
    }

    @Test
    void needsNoCompanyOfAnUnregisteredSoleProprietor() throws Exception {
        assertThat(alternativeName(issued(DIACERT, person(Scope.SOLE_PROPRIETOR_UNREGISTERED))))
                .containsExactlyInAnyOrder("C=JP", "CN=山田　太郎");
    }

    @ParameterizedTest
    @EnumSource(
            value = Scope.class,
            names = {"CORPORATION", "SOLE_PROPRIETOR_REGISTERED", "CORPORATION_UNREGISTERED"})
    void needsTheCompanyOfEverybodyElse(Scope kind) {
        assertThatThrownBy(() -> issue(DIACERT, person(kind)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(violation -> violation.pointer() + " " + violation.code())
                                .containsExactlyInAnyOrder(
                                        "/subject/companyName " + CaRefusal.ITEM_MISSING,
                                        "/subject/headOffice " + CaRefusal.ITEM_MISSING));
    }

    /** AMB-22: the other service records everything of him. */
    @Test
    void recordsTheCompanyOfAnUnregisteredSoleProprietorInTheOtherService() throws Exception {
        assertThat(alternativeName(issued(Orders.PROFILE, whole(Scope.SOLE_PROPRIETOR_UNREGISTERED))))
                .contains("O=株式会社あおば建設", "L=東京都港区虎ノ門１−２−３")
                .anyMatch(attribute -> attribute.startsWith("2.5.4.13="));
    }

    private static SubjectContent whole(Scope kind) {
        return new SubjectContent(
                kind,
                "Yamada Taro",
                "山田　太郎",
                Optional.of("株式会社あおば建設"),
                Optional.of("東京都港区虎ノ門１−２−３"),
                Optional.of(CorporateNumber.of("7123456789012")),
                Optional.of("1-2-3 Toranomon, Minato-ku, Tokyo"),
                Optional.of("入札に関する一切の件"));
    }

    private static SubjectContent person(Scope kind) {
        return new SubjectContent(
                kind,
                "Yamada Taro",
                "山田　太郎",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private X509Certificate issued(ProfileRef profile, SubjectContent subject) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(issue(profile, subject).der().bytes()));
    }

    private IssuedCertificate issue(ProfileRef profile, SubjectContent subject) {
        String product = profile.equals(DIACERT) ? "1y" : "1y30d";
        return certificates.issue(new IssueCertificate(
                Orders.anApplication(),
                Orders.aCard(),
                profile,
                subject,
                "company-" + subject.companyKind(),
                Orders.aKey(),
                product));
    }

    private static List<String> alternativeName(X509Certificate certificate) throws CertificateException {
        return certificate.getSubjectAlternativeNames().stream()
                .filter(name -> name.get(0).equals(DIRECTORY_NAME))
                .flatMap(name -> List.of(((String) name.get(1)).split(",(?=[A-Z0-9.]+=)", -1)).stream())
                .map(String::strip)
                .collect(Collectors.toList());
    }
}
