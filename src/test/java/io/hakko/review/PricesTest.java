package io.hakko.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.application.CertificateContent;
import io.hakko.application.Examples;
import io.hakko.application.FrozenPrice;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssueCertificate;
import io.hakko.ca.PublicKeyInfo;
import io.hakko.ca.SubjectContent;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Yen;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every price of RULES section 3, from the arrival of the papers to the acceptance that freezes it. */
class PricesTest extends ReviewCaseBase {

    private static final String DIACERT = "diacert-plus";
    private static long companies = 300_000_000_000L;
    private static long cards = 9_100_000;

    @Autowired
    private Certificates certificates;

    /** The columns of RULES 3.1: purchase counts 1 to 10, and more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1y30d; 16500 15950 15400 14850 14300 13750 13200 12650 12100 11550 11550",
                "2y30d; 30800 29700 28600 27500 26400 25300 24200 23100 23100 23100 23100",
                "3y30d; 42900 41250 39600 37950 36300 34650 34650 34650 34650 34650 34650",
                "4y30d; 55000 52800 50600 48400 46200 46200 46200 46200 46200 46200 46200",
                "5y; 66000 63250 60500 57750 57750 57750 57750 57750 57750 57750 57750"
            })
    void freezesEveryCellOfTheTable(String product, String column) {
        String[] prices = column.strip().split(" ", -1);
        assertThat(prices).hasSize(11);
        for (int count = 1; count <= prices.length; count++) {
            FrozenPrice price = accepted("aosign-g2", order(Examples.corporation(), product, count, aCompany()));

            assertThat(price.purchaseCount()).isEqualTo(count);
            assertThat(price.unitPrice())
                    .as("A-FEE-03: %s, %d cards", product, count)
                    .isEqualTo(Yen.of(Long.parseLong(prices[count - 1])));
        }
    }

    /** A-FEE-05: two cards of five years. */
    @Test
    void agreesWithTheFirstExample() {
        String company = aCompany();

        FrozenPrice one = accepted("aosign-g2", order(Examples.corporation(), "5y", 2, company));
        FrozenPrice other = accepted("aosign-g2", order(Examples.corporation(), "5y", 2, company));

        assertThat(one.unitPrice().plus(other.unitPrice())).isEqualTo(Yen.of(126_500));
    }

    /** A-FEE-06: the company holds two valid cards and buys two of three years and thirty days. */
    @Test
    void agreesWithTheSecondExample() {
        String company = aCompany();
        hold(order(Examples.corporation(), "1y30d", 2, company));
        hold(order(Examples.corporation(), "1y30d", 2, company));

        ApplicationNumber number = entered("aosign-g2", order(Examples.corporation(), "3y30d", 2, company));
        ReviewSheet.Quote quote = reviews.sheet(number).price();
        accept(number);

        assertThat(quote.held()).isEqualTo(2);
        assertThat(quote.purchaseCount()).isEqualTo(4);
        FrozenPrice price = applications.of(number).price().orElseThrow();
        assertThat(price.unitPrice()).isEqualTo(Yen.of(37_950));
        assertThat(price.unitPrice().times(2)).isEqualTo(Yen.of(75_900));
    }

    /** RULES 3.2: one price whatever the number of cards, tax on top. */
    @ParameterizedTest
    @CsvSource({"1y, 1, 11000, 12100", "2y, 2, 20000, 22000", "3y, 7, 30000, 33000", "4y10m, 10, 40000, 44000"})
    void freezesThePricesOfTheOtherService(String product, int count, long price, long payable) {
        ApplicationNumber number =
                entered(DIACERT, order(Examples.read("diacert-corporation"), product, count, aCompany()));
        ReviewSheet.Quote quote = reviews.sheet(number).price();
        accept(number);

        assertThat(applications.of(number).price().orElseThrow().unitPrice())
                .as("B-FEE-01")
                .isEqualTo(Yen.of(price));
        assertThat(quote.taxIncluded()).as("B-FEE-07").isFalse();
        assertThat(quote.payable()).as("B-FEE-07").isEqualTo(Yen.of(payable));
    }

    /** D-09: cards of one service do not count in the other. */
    @Test
    void countsOnlyTheCardsOfTheSameService() {
        String company = aCompany();
        hold(order(Examples.corporation(), "1y30d", 1, company));

        ApplicationNumber number = entered(DIACERT, order(Examples.read("diacert-corporation"), "1y", 1, company));

        assertThat(reviews.sheet(number).price().held()).isZero();
    }

    private FrozenPrice accepted(String service, ObjectNode form) {
        ApplicationNumber number = entered(service, form);
        accept(number);
        return applications.of(number).price().orElseThrow();
    }

    /** The company gets a card whose certificate is valid; no card is made for it. */
    private void hold(ObjectNode form) {
        ApplicationNumber number = entered("aosign-g2", form);
        accept(number);
        CertificateContent content = applications.certificateContent(number);
        certificates.issue(new IssueCertificate(
                number,
                CardNumber.of("1101", ++cards),
                content.profile(),
                new SubjectContent(
                        content.companyKind(),
                        content.romajiName(),
                        content.name(),
                        content.companyName(),
                        content.headOffice(),
                        content.corporateNumber(),
                        content.romajiAddress(),
                        content.powerOfRepresentation()),
                content.companyKey(),
                aKey(),
                content.product()));
    }

    private ObjectNode order(ObjectNode form, String product, int count, String corporateNumber) {
        form.withObject("/order").put("product", product).put("cardsOrderedTogether", count);
        form.withObject("/company").put("corporateNumber", corporateNumber);
        return fresh(form);
    }

    /** A corporate number nobody else has, with its check digit (DATA.md 5). */
    private static String aCompany() {
        companies++;
        String digits = Long.toString(companies);
        int sum = 0;
        for (int n = 1; n <= digits.length(); n++) {
            sum += (digits.charAt(digits.length() - n) - '0') * (n % 2 == 1 ? 1 : 2);
        }
        return (9 - sum % 9) + digits;
    }

    private static PublicKeyInfo aKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return PublicKeyInfo.of(generator.generateKeyPair().getPublic().getEncoded());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
