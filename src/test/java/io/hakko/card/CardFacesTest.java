package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.ca.SubjectContent;
import io.hakko.policy.Scope;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Refusal;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The face of a card says what the ledger, the order and the certificate say, and fits on it. */
class CardFacesTest {

    private static StationBench bench;
    private ApplicationNumber application;
    private String name = "発行花子";
    private String company = "株式会社見本";

    @BeforeAll
    static void open() throws Exception {
        bench = new StationBench();
    }

    @AfterAll
    static void shut() {
        bench.close();
    }

    @BeforeEach
    void ordered() {
        bench.wire.neverCut();
        bench.clearTable();
        bench.restart();
        application = bench.anApplication();
        bench.load(application);
    }

    private CardFaces faces() {
        return new CardFaces(new Orders(), bench.certificates, bench.profiles);
    }

    private final class Orders implements CertificateOrders {
        @Override
        public CertificateOrder orderOf(ApplicationNumber number) {
            SubjectContent subject = new SubjectContent(
                    Scope.CORPORATION,
                    "Hakko Hanako",
                    name,
                    Optional.of(company),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            return new CertificateOrder(StationBench.PROFILE, StationBench.PRODUCT, subject, "見本");
        }

        @Override
        public void issued(ApplicationNumber number) {
            throw new AssertionError("a face issues nothing");
        }
    }

    private CardNumber number() {
        return bench.card(application).number();
    }

    private static List<String> texts(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("85.6mm");
        NodeList found = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", "text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element text = (Element) found.item(i);
            double size = Double.parseDouble(text.getAttribute("font-size"));
            String words = text.getTextContent();
            double ems = words.codePoints()
                    .mapToDouble(each -> each < 0x80 ? 0.5 : 1)
                    .sum();
            assertThat(5 + size * ems).as("%s fits on the card", words).isLessThan(85.6);
            texts.add(words);
        }
        return texts;
    }

    @Test
    void theFaceSaysNumberNameCompanyAndValidity() throws Exception {
        bench.station.workOnce();
        String svg = faces().of(bench.card(application));
        String grouped = String.join(" ", number().value().split("(?<=\\G.{4})"));
        ServiceProfile profile = bench.profiles.get(StationBench.PROFILE);
        assertThat(texts(svg))
                .contains(profile.displayName(), grouped, "発行花子", "Hakko Hanako", "株式会社見本")
                .anyMatch(text -> text.contains("2026.11.24 – 2027.12.24"));
        assertThat(svg).doesNotContain("th:");
    }

    @Test
    void aLongNameIsMadeToFitAndMarkupIsJustText() throws Exception {
        name = "長い氏名".repeat(12);
        company = "株式会社<&>".repeat(9);
        bench.station.workOnce();
        assertThat(texts(faces().of(bench.card(application)))).contains(name, company);
    }

    @Test
    void beforeTheCertificateThereIsNoFace() {
        assertThatThrownBy(() -> faces().of(bench.card(application)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refused ->
                                assertThat(refused.violations().get(0).code()).isEqualTo(CardRefusal.STEP_NOT_ALLOWED));
        assertThatThrownBy(() -> bench.office.at(Seat.here("station-1")).faceOf(CardNumber.of("9999", 1)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refused ->
                                assertThat(refused.violations().get(0).code()).isEqualTo(CardRefusal.UNKNOWN_CARD));
    }
}
