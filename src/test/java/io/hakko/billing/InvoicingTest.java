package io.hakko.billing;

import static io.hakko.billing.PaymentCollectionProcess.PAYMENT;
import static io.hakko.billing.PaymentCollectionProcess.PAYMENT_REMINDER;
import static io.hakko.policy.DeliveryServices.STRICT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.ca.RevokeCertificate;
import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.delivery.CardInvoices;
import io.hakko.delivery.DeliveryFakes;
import io.hakko.notice.LetterContent;
import io.hakko.notice.LetterId;
import io.hakko.notice.LetterKind;
import io.hakko.notice.PostingChannel;
import io.hakko.policy.Profiles;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.Yen;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the card that is ready to the invoice in the mail. */
class InvoicingTest extends BillingCase {

    @Autowired
    private CardInvoices cardInvoices;

    @Autowired
    private BusinessCalendars calendars;

    @Autowired
    private Profiles profiles;

    @Test
    void enclosesTheInvoiceWithTheCard() {
        cardIsReady(false);
        runDue();

        assertThat(dispatches.cardParcel(task("userTask_packCard"), SHIPPER)).satisfies(parcel -> {
            assertThat(parcel.items()).containsExactly("ICカード", "PIN通知書（封かん済み）", "発行通知書", "請求書");
            assertThat(parcel.invoice()).contains(invoice().letter());
        });
        assertThat(invoice().payable()).isEqualTo(Yen.of(42_900));
        assertThat(event(key(), "invoice.issued").detail())
                .contains("\"amount\":42900", "\"tax\":3900", "\"cards\":1", application.value());
        assertThat(openTasks(key())).isEmpty();
        assertThat(deadlines.inForce(key(), PAYMENT)).isEmpty();
        packCard();
        post();

        assertThat(letters.posting(LetterId.of(invoice().letter())))
                .hasValueSatisfying(posting -> assertThat(posting.channel()).isEqualTo(PostingChannel.RESTRICTED));
        assertThat(invoice().sentOn()).contains(today());
        assertThat(openTasks(key())).containsExactly("userTask_recordPayment");
        assertThat(due(key(), "userTask_recordPayment"))
                .contains(deadline(PAYMENT).executeAt());
        assertThat(deadline(PAYMENT_REMINDER).executeAt())
                .isBefore(deadline(PAYMENT).executeAt());
    }

    @Test
    void writesTheInvoiceToThePayerWithEveryLine() {
        applications.pays(application, "例示建設株式会社 経理部");
        cardIsReady(false);
        runDue();

        assertThat(letters.of(key())).singleElement().satisfies(letter -> {
            assertThat(letter.kind()).isEqualTo(LetterKind.INVOICE);
            assertThat(letter.recipient().name()).isEqualTo("例示建設株式会社 経理部");
            LetterContent.Invoice content = (LetterContent.Invoice) letter.content();
            assertThat(content.lines())
                    .containsExactly(
                            new LetterContent.InvoiceLine(application, card, "例示 太郎", "3年＋30日", Yen.of(42_900)));
            assertThat(content.taxIncluded()).isTrue();
            assertThat(content.tax()).isEqualTo(Yen.of(3_900));
            assertThat(content.payBy())
                    .isEqualTo(stages.of(DeliveryFakes.PROFILE, today(), today())
                            .payment()
                            .rolledLastDay());
        });
    }

    /** D-02, D-04, D-22; computed by hand. Day 40 is Sunday 2027-01-03, a closure day; day 50 is Wednesday 2027-01-13. */
    @Test
    void countsFromTheDayOfIssue() {
        LocalDate issued = LocalDate.of(2026, 11, 24);

        PaymentStages.Terms terms = stages.of(DeliveryFakes.PROFILE, issued, issued);

        assertThat(terms.reminder())
                .contains(new Deadline(LocalDate.of(2027, 1, 3), LocalDate.of(2027, 1, 4), tokyo(2027, 1, 5)));
        assertThat(terms.payment())
                .isEqualTo(new Deadline(LocalDate.of(2027, 1, 13), LocalDate.of(2027, 1, 13), tokyo(2027, 1, 14)));
        assertThat(stages.of(DeliveryFakes.PROFILE, LocalDate.of(2026, 11, 27), LocalDate.of(2026, 11, 30))
                        .payment())
                .as("day 50 is Saturday 2027-01-16")
                .isEqualTo(new Deadline(LocalDate.of(2027, 1, 16), LocalDate.of(2027, 1, 18), tokyo(2027, 1, 19)));
    }

    /** D-02: the end of the month after the invoice. */
    @Test
    void countsFromTheInvoiceWhereTheServiceWantsIt() {
        PaymentStages.Terms terms = stages.of(STRICT, LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 25));

        assertThat(terms.reminder()).isEmpty();
        assertThat(terms.payment())
                .as("2026-12-31 is a closure day")
                .isEqualTo(new Deadline(LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 4), tokyo(2027, 1, 5)));
    }

    private static Instant tokyo(int year, int month, int day) {
        return LocalDate.of(year, month, day).atTime(16, 0).atZone(Zones.TOKYO).toInstant();
    }

    @Test
    void postsTheInvoiceOnItsOwnWhereNoParcelHoldsOne() {
        applications.add(application, false, STRICT);
        cardIsReady(certificates.add(application, card, serial, STRICT));
        runDue();

        assertThat(dispatches.cardParcel(task("userTask_packCard"), SHIPPER).items())
                .doesNotContain("請求書");
        assertThat(invoice().payable()).as("tax on top").isEqualTo(Yen.of(47_190));
        assertThat(openTasks(key())).containsExactly("userTask_postInvoice");
        postLetter(key(), "userTask_postInvoice");

        assertThat(openTasks(key())).containsExactly("userTask_recordPayment");
        assertThat(deadlines.inForce(key(), PAYMENT_REMINDER)).isEmpty();
        assertThat(deadline(PAYMENT).lastDay())
                .isEqualTo(today().plusMonths(2).withDayOfMonth(1).minusDays(1));
    }

    @Test
    void chargesAnApplicationOnce() {
        cardIsReady(false);
        runDue();
        String number = key();

        Optional<LetterId> again = transaction.execute(status -> cardInvoices.cardReady(
                new CardInvoices.ReadyCard(application, serial, card, DeliveryFakes.PROFILE, today(), true)));

        assertThat(again.map(LetterId::toString)).contains(invoice().letter());
        assertThat(key()).isEqualTo(number);
        assertThat(letters.of(number)).hasSize(1);
    }

    // ---- several cards of one order (A-DOC-16, A-PAY-01)

    @Test
    void cardsIssuedOnTheSameDayShareTheInvoiceOfTheLastParcel() {
        second.isAccepted();
        cardIsReady(false);
        runDue();
        assertThat(dispatches.cardParcel(task("userTask_packCard"), SHIPPER).items())
                .doesNotContain("請求書");
        assertThat(invoices.ofApplication(application)).isEmpty();

        second.isReady();

        assertThat(second.parcelItems()).contains("請求書");
        assertThat(invoice().lines())
                .extracting(InvoiceView.Line::application)
                .containsExactly(application, second.application);
        assertThat(invoice().number()).isEqualTo(invoice(second.application).number());
        assertThat(invoice().payable()).isEqualTo(Yen.of(85_800));
        assertThat(invoice().enclosedWith()).contains(second.application);
    }

    @Test
    void cardsOfDifferentDaysHaveInvoicesOfTheirOwn() {
        second.isAccepted();
        cardIsReady(false);
        runDue();
        packCard();
        post();
        LocalDate issued = today();
        sweep.sweep();
        assertThat(invoices.ofApplication(application))
                .as("the day is not over")
                .isEmpty();

        nextBusinessDay();
        sweep.sweep();
        sweep.sweep();
        second.isReady();

        assertThat(invoice().lines()).hasSize(1);
        assertThat(invoice().issuedOn()).isEqualTo(issued);
        assertThat(invoice().enclosedWith()).isEmpty();
        assertThat(openTasks(key())).containsExactly("userTask_postInvoice");
        assertThat(invoice(second.application).enclosedWith()).contains(second.application);
        assertThat(invoice(second.application).lines()).hasSize(1);
        postLetter(key(), "userTask_postInvoice");
        assertThat(openTasks(key())).containsExactly("userTask_recordPayment");
    }

    @Test
    void aCardThatIsNotAcceptedYetHoldsUpNobody() {
        applications.addOrderedWith(application, second.application, "ENTERED");
        cardIsReady(false);
        runDue();

        assertThat(invoice().enclosedWith()).contains(application);
    }

    @Test
    void cardsThatOthersPayForHaveInvoicesOfTheirOwn() {
        second.isAccepted();
        applications.pays(second.application, "例示ホールディングス株式会社");
        cardIsReady(false);
        runDue();
        second.isReady();

        assertThat(invoice().payerName()).isEqualTo("例示建設株式会社");
        assertThat(invoice().enclosedWith()).contains(application);
        assertThat(invoice(second.application).payerName()).isEqualTo("例示ホールディングス株式会社");
        assertThat(invoice(second.application).lines()).hasSize(1);
    }

    @Test
    void twoCardsReadyAtTheSameMomentShareOneInvoice() throws Exception {
        second.isAccepted();
        applications.add(application, false);
        certificates.add(application, card, serial);
        certificates.add(second.application, second.card, second.serial);

        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Boolean>> preparations = new ArrayList<>();
            for (ApplicationNumber number : List.of(application, second.application)) {
                preparations.add(() -> transaction.execute(status -> dispatches.prepare(number)));
            }
            for (Future<Boolean> prepared : threads.invokeAll(preparations)) {
                prepared.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(invoice().lines()).hasSize(2);
        assertThat(invoice().number()).isEqualTo(invoice(second.application).number());
    }

    // ---- a card that never leaves

    @Test
    void postsTheInvoiceOnItsOwnWhenItsParcelStays() {
        cardIsReady(false);
        runDue();

        revokeByAnotherCause();

        assertThat(openTasks(key())).containsExactly("userTask_postInvoice");
        assertThat(events(key())).contains("invoice.parcelCancelled");
        postLetter(key(), "userTask_postInvoice");
        assertThat(openTasks(key())).containsExactly("userTask_recordPayment");
    }

    @Test
    void aRevocationAfterThePostingLeavesTheInvoiceWhereItIs() {
        cardIsPosted();

        revokeByAnotherCause();

        assertThat(openTasks(key())).containsExactly("userTask_recordPayment");
        assertThat(invoice().enclosedWith()).contains(application);
    }

    private void revokeByAnotherCause() {
        transaction.executeWithoutResult(
                status -> certificates.revoke(new RevokeCertificate(serial, "A-O1", Optional.of(1), "危殆化", false)));
    }

    // ---- rows and process

    @Test
    void writesRowsAndStartsTheProcessOrNeither() {
        applications.add(application, false);
        certificates.add(application, card, serial);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    dispatches.prepare(application);
                    assertThat(collectionEnded(key())).isFalse();
                    throw new IllegalStateException("after everything was written");
                }))
                .hasMessage("after everything was written");

        assertThat(invoices.ofApplication(application)).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM billing.charge WHERE application_number = :number")
                        .param("number", application.value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(PaymentCollectionProcess.KEY)
                        .list())
                .allSatisfy(instance -> assertThat(invoices.of(InvoiceNumber.of(instance.getBusinessKey())))
                        .isNotNull());
    }

    @Test
    void refusesAPostingBeforeItsLetterWithNothingChanged() {
        applications.add(application, false, STRICT);
        cardIsReady(certificates.add(application, card, serial, STRICT));
        runDue();
        var task = task(key(), "userTask_postInvoice");

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    postLetter(key(), "userTask_postInvoice");
                    throw new IllegalStateException("the database goes away");
                }))
                .hasMessage("the database goes away");

        assertThat(task(key(), "userTask_postInvoice")).isEqualTo(task);
        assertThat(invoice().sentOn()).isEmpty();
        assertThat(deadlines.inForce(key(), PAYMENT)).isEmpty();
    }

    @Test
    void theServiceCannotChangeAnAmountThatWasInvoiced() {
        cardIsReady(false);
        runDue();
        String number = key();

        assertThatThrownBy(() -> jdbc.sql("UPDATE billing.invoice SET payable_yen = 1 WHERE number = :number")
                        .param("number", number)
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> jdbc.sql("UPDATE billing.charge SET unit_price_yen = 1 WHERE invoice = :number")
                        .param("number", number)
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private void nextBusinessDay() {
        BusinessCalendar calendar =
                calendars.with(profiles.get(DeliveryFakes.PROFILE).closures());
        moveTo(calendar.nextAfter(today()).atTime(9, 0).atZone(Zones.TOKYO).toInstant());
    }
}
