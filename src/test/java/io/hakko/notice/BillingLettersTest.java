package io.hakko.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.notice.LetterContent.Invoice;
import io.hakko.notice.LetterContent.InvoiceLine;
import io.hakko.notice.LetterContent.PaymentReminder;
import io.hakko.policy.Profiles;
import io.hakko.policy.ProfilesOfTests;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Yen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The texts of 請求書 and 支払督促状 are as approved: in the words of each service, and in the common ones that a service
 * without words of its own uses. After a wanted change, copy {@code target/letters/billing} over the approved files, read
 * the difference and look at the PDFs beside it.
 */
class BillingLettersTest {

    private static final Path APPROVED = Path.of("src/test/resources/approved/letters/billing");
    private static final Path RECEIVED = Path.of("target/letters/billing");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    static Stream<Arguments> letters() {
        return Stream.of(
                Arguments.of("aosign-g2", "invoice", invoice(true, 42_900)),
                Arguments.of("aosign-g2", "invoice-two-cards", invoice(true, 41_250, 41_250)),
                Arguments.of("aosign-g2", "payment-reminder", reminder(0)),
                Arguments.of("aosign-g2", "payment-reminder-after-part", reminder(41_250)),
                Arguments.of("diacert-plus", "invoice", diacertInvoice()),
                Arguments.of("diacert-plus", "payment-reminder", reminder(0)),
                Arguments.of("common", "invoice", invoice(true, 42_900)),
                Arguments.of("common", "invoice-tax-on-top", invoice(false, 30_000)),
                Arguments.of("common", "payment-reminder", reminder(0)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("letters")
    void readsAsApproved(String words, String name, LetterContent content) throws IOException {
        byte[] pdf = printer(words)
                .print(
                        new WriteLetter("IV-2026-000001", "1", ref(words), LetterSamples.company(), content),
                        "通-2026-000001",
                        LetterApprovalTest.WRITTEN)
                .pdf();

        String text = LetterApprovalTest.textOf(pdf);

        Files.createDirectories(RECEIVED);
        Files.write(RECEIVED.resolve(words + "-" + name + ".pdf"), pdf);
        Files.writeString(RECEIVED.resolve(words + "-" + name + ".txt"), text);
        assertThat(text).isEqualTo(Files.readString(APPROVED.resolve(words + "-" + name + ".txt")));
    }

    private static ProfileRef ref(String words) {
        return words.equals("diacert-plus")
                ? DiacertLetterSamples.PROFILE
                : new ProfileRef(words, LocalDate.of(2026, 4, 1));
    }

    /** Prints with the templates in the folder of that name; the common words are those of an invented service. */
    private static LetterPrinter printer(String folder) {
        Profiles profiles = !folder.equals("common")
                ? new Profiles()
                : ProfilesOfTests.shippedAndOneWith(Map.of(
                        "/ref/id", folder,
                        "/displayName", "見本署名サービス",
                        "/cardNumberPrefix", "\"9902\"",
                        "/applicationNumberPrefix", "ZY",
                        "/billing/transferFee", "OPERATOR"));
        return new LetterPrinter(profiles, LetterFont.load(null, null));
    }

    /** Two years, 20,000 yen and the tax on top; the end of the next month lies in the year-end closure. */
    private static Invoice diacertInvoice() {
        return new Invoice(
                InvoiceNumber.of(2026, 1),
                DAY,
                DAY,
                List.of(new InvoiceLine(
                        DiacertLetterSamples.APPLICATION,
                        DiacertLetterSamples.CARD,
                        LetterSamples.HOLDER,
                        "2年",
                        Yen.of(20_000))),
                false,
                Yen.of(20_000),
                10,
                Yen.of(2_000),
                Yen.of(22_000),
                LocalDate.of(2027, 1, 4));
    }

    private static Invoice invoice(boolean taxIncluded, long... amounts) {
        List<InvoiceLine> lines = IntStream.range(0, amounts.length)
                .mapToObj(i -> new InvoiceLine(
                        ApplicationNumber.of("AO", 2026, i + 1),
                        CardNumber.of("1101", i + 1),
                        i == 0 ? LetterSamples.HOLDER : "見本 二郎",
                        "3年",
                        Yen.of(amounts[i])))
                .toList();
        Yen total = lines.stream().map(InvoiceLine::amount).reduce(Yen.of(0), Yen::plus);
        Yen tax = Yen.of(total.amount() / (taxIncluded ? 11 : 10));
        return new Invoice(
                InvoiceNumber.of(2026, 1),
                DAY,
                DAY,
                lines,
                taxIncluded,
                total,
                10,
                tax,
                taxIncluded ? total : total.plus(tax),
                LocalDate.of(2027, 1, 13));
    }

    private static PaymentReminder reminder(long paid) {
        return new PaymentReminder(
                InvoiceNumber.of(2026, 1),
                DAY,
                List.of(LetterSamples.CARD, CardNumber.of("1101", 2)),
                Yen.of(82_500),
                Yen.of(paid),
                Yen.of(82_500 - paid),
                LocalDate.of(2027, 1, 13));
    }
}
