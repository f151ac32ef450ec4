package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hakko.billing.DecideUnpaid;
import io.hakko.billing.PaymentCollectionProcess;
import io.hakko.billing.Payments;
import io.hakko.billing.RecordPayment;
import io.hakko.calendar.Deadline;
import io.hakko.delivery.CardDeliveryProcess;
import io.hakko.delivery.Receipts;
import io.hakko.delivery.RecordReceipt;
import io.hakko.policy.RevocationReason.Party;
import io.hakko.policy.RevocationRules;
import io.hakko.review.Approval;
import io.hakko.review.Reviews;
import io.hakko.revocation.DecideRevocation;
import io.hakko.revocation.ProposeRevocation;
import io.hakko.revocation.Revocations;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Refusal;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.workflow.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Two at the same moment: every round ends in a lawful state with a complete trail, and who is late is told so clearly. */
class RacesFireTest extends RaceCase {

    private static final Logger LOG = LoggerFactory.getLogger(RacesFireTest.class);
    private static final int FEW = 20;
    private static final int MANY = 200;
    private static final long SEED = 20_261_125;
    private static final String UNREACHABLE = "三度の電話にも応答がないため";

    private static final String CASE_IN_USE = "application IN_USE []";
    private static final String CASE_REVOKED = "application REVOKED []";
    private static final String LIVE = "certificate ISSUED";
    private static final String DEAD = "certificate REVOKED";
    private static final String UNPAID = "invoice OPEN [userTask_recordPayment]";
    private static final List<String> REVOKED = List.of(
            "certificate.revoked system:process ISSUED>REVOKED",
            "letter.written system:process >",
            "letter.written system:process >");

    private static final List<LawfulEnd> RECEIPT_OR_TIMER = List.of(
            LawfulEnd.of("receipt")
                    .standing(CASE_IN_USE, LIVE, UNPAID)
                    .recorded("receipt.confirmed race-reception >IN_USE"),
            LawfulEnd.of("timer")
                    .told("workflow.taskGone", "workflow.overtaken", "delivery.ended")
                    .standing(CASE_REVOKED, DEAD, UNPAID, "request TIMER REVOKED [userTask_postRevocationNotices]")
                    .recorded(
                            "receipt.overdue system:process >OVERDUE",
                            "revocation.requested system:process >APPROVED",
                            "delivery.revoked system:process OVERDUE>REVOKED")
                    .recorded(REVOKED));

    private static final List<LawfulEnd> PAYMENT_OR_MANAGER = List.of(
            LawfulEnd.of("payment")
                    .told("workflow.taskGone", "workflow.overtaken")
                    .standing(CASE_IN_USE, LIVE, "invoice SETTLED []")
                    .recorded(
                            "payment.recorded race-accounting n>n", "payment.settled race-accounting OVERDUE>SETTLED"),
            LawfulEnd.of("manager GRACE")
                    .standing(CASE_IN_USE, LIVE, "invoice SETTLED []")
                    .recorded(
                            "payment.graceGranted race-manager OVERDUE>OPEN",
                            "deadline.armed race-manager >day",
                            "payment.recorded race-accounting n>n",
                            "payment.settled race-accounting OPEN>SETTLED"),
            LawfulEnd.of("manager REVOKE")
                    .standing(CASE_IN_USE, LIVE, "invoice SETTLED []", "request PAYMENT WITHDRAWN []")
                    .recorded(
                            "payment.revocationProposed race-manager OVERDUE>REVOCATION_PROPOSED",
                            "revocation.requested race-manager >REQUESTED",
                            "payment.recorded race-accounting n>n",
                            "payment.settled race-accounting REVOCATION_PROPOSED>SETTLED",
                            "revocation.withdrawn race-accounting REQUESTED>WITHDRAWN"),
            LawfulEnd.of("manager WRITE_OFF")
                    .told("workflow.taskGone", "workflow.overtaken", "billing.paymentTooLate")
                    .standing(CASE_IN_USE, LIVE, "invoice WRITTEN_OFF []")
                    .recorded("invoice.writtenOff race-manager OVERDUE>WRITTEN_OFF"));

    private static final List<LawfulEnd> PAYMENT_OR_SECOND_PERSON = List.of(
            LawfulEnd.of("payment")
                    .told("workflow.taskGone", "workflow.overtaken")
                    .standing(CASE_IN_USE, LIVE, "invoice SETTLED []", "request PAYMENT WITHDRAWN []")
                    .recorded(
                            "payment.recorded race-accounting n>n",
                            "payment.settled race-accounting REVOCATION_PROPOSED>SETTLED",
                            "revocation.withdrawn race-accounting REQUESTED>WITHDRAWN"),
            LawfulEnd.of("refusal")
                    .standing(CASE_IN_USE, LIVE, "invoice SETTLED []", "request PAYMENT REFUSED []")
                    .recorded(
                            "revocation.refused race-approver REQUESTED>REFUSED",
                            "payment.recorded race-accounting n>n",
                            "payment.settled race-accounting OVERDUE>SETTLED"),
            LawfulEnd.of("refusal")
                    .told("workflow.overtaken")
                    .standing(
                            CASE_IN_USE,
                            LIVE,
                            "invoice OVERDUE [userTask_decideUnpaid, userTask_recordPayment]",
                            "request PAYMENT REFUSED []")
                    .recorded("revocation.refused race-approver REQUESTED>REFUSED"),
            LawfulEnd.of("approval")
                    .told("workflow.taskGone", "workflow.overtaken", "billing.paymentTooLate")
                    .standing(
                            CASE_REVOKED,
                            DEAD,
                            "invoice REVOKED []",
                            "request PAYMENT REVOKED [userTask_postRevocationNotices]")
                    .recorded("revocation.approved race-approver REQUESTED>APPROVED")
                    .recorded(REVOKED),
            // the money came after the decision and before it was carried out: the decision stands (D-17)
            LawfulEnd.of("approval")
                    .standing(
                            CASE_REVOKED,
                            DEAD,
                            "invoice SETTLED []",
                            "request PAYMENT REVOKED [userTask_postRevocationNotices]")
                    .recorded(
                            "revocation.approved race-approver REQUESTED>APPROVED",
                            "payment.recorded race-accounting n>n",
                            "payment.settled race-accounting REVOCATION_PROPOSED>SETTLED")
                    .recorded(REVOKED));

    private static final List<LawfulEnd> REVOCATION_OR_DISPATCH = List.of(
            LawfulEnd.of("dispatch")
                    .standing(CASE_REVOKED, DEAD, UNPAID, "request MANAGER REVOKED [userTask_postRevocationNotices]")
                    .recorded(
                            "revocation.requested race-manager >REQUESTED",
                            "revocation.approved race-approver REQUESTED>APPROVED",
                            "card.dispatched race-shipper PACKED>POSTED",
                            "letter.posted race-shipper WRITTEN>POSTED",
                            "letter.posted race-shipper WRITTEN>POSTED",
                            "deadline.armed race-shipper >day",
                            "deadline.armed race-shipper >day",
                            "deadline.armed race-shipper >day",
                            "deadline.armed race-shipper >day",
                            "delivery.revoked system:process >REVOKED")
                    .recorded(REVOKED),
            LawfulEnd.of("revocation")
                    .told("workflow.taskGone", "workflow.overtaken")
                    .standing(
                            CASE_REVOKED,
                            DEAD,
                            "invoice OPEN [userTask_postInvoice]",
                            "request MANAGER REVOKED [userTask_postRevocationNotices]")
                    .recorded(
                            "revocation.requested race-manager >REQUESTED",
                            "revocation.approved race-approver REQUESTED>APPROVED",
                            "invoice.parcelCancelled system:process >",
                            "delivery.revoked system:process >REVOKED")
                    .recorded(REVOKED));

    private static final List<LawfulEnd> APPROVER_OR_OTHER = List.of(
            LawfulEnd.of("approval")
                    .told("workflow.taskGone", "workflow.overtaken")
                    .standing("application ACCEPTED [userTask_loadCard]")
                    .recorded("application.accepted race-approver ENTERED>ACCEPTED"),
            LawfulEnd.of("rejection")
                    .told("workflow.taskGone", "workflow.overtaken")
                    .standing("application REJECTED [userTask_postRejectionNotice]")
                    .recorded(
                            "application.rejected race-approver2 ENTERED>REJECTED", "letter.written system:process >"));

    private static final List<LawfulEnd> WITHDRAWAL_OR_ACCEPTANCE = List.of(
            LawfulEnd.of("withdrawal")
                    .told("workflow.taskGone", "workflow.overtaken", "application.statusConflict")
                    .standing("application WITHDRAWN []")
                    .recorded("application.withdrawn race-reception ENTERED>WITHDRAWN"),
            LawfulEnd.of("acceptance")
                    .told("application.alreadyDecided")
                    .standing("application ACCEPTED [userTask_loadCard]")
                    .recorded("application.accepted race-approver ENTERED>ACCEPTED"));

    @Autowired
    private Receipts receipts;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Payments payments;

    @Autowired
    private Reviews reviews;

    @Autowired
    private Revocations revocations;

    /** How one round ended: who was first, what the other was told, where the case stands and what the trail says. */
    private record End(String first, List<String> told, List<String> stand, List<String> trail) {}

    private interface Round {
        End play(ApplicationNumber number, Duel duel, Random chance) throws Exception;
    }

    private void race(String name, List<ApplicationNumber> cases, List<LawfulEnd> lawful, Round round)
            throws Exception {
        long begun = System.nanoTime();
        Map<String, Integer> wins = new TreeMap<>();
        try (Duel duel = new Duel(new Random(SEED))) {
            Random chance = new Random(SEED);
            for (ApplicationNumber number : cases) {
                End end = round.play(number, duel, chance);
                assertThat(lawful)
                        .as("%s of %s ended as %s", name, number, end)
                        .anyMatch(one -> one.isMetBy(end.first(), end.told(), end.stand(), end.trail()));
                wins.merge(end.first(), 1, Integer::sum);
            }
        }
        LOG.info(
                "Race of {}: {} rounds of {} ms, first was {}",
                name,
                cases.size(),
                Duration.ofNanos(System.nanoTime() - begun).toMillis() / cases.size(),
                wins);
        assertThat(wins.keySet())
                .as("each side is first now and then")
                .containsAll(lawful.stream().map(LawfulEnd::first).toList());
        assertThat(records.verify().broken()).isEmpty();
    }

    @Test
    void receiptAgainstItsTimer() throws Exception {
        receiptAgainstItsTimer(FEW);
    }

    @Test
    @Tag("chaos")
    void receiptAgainstItsTimerTwoHundredTimes() throws Exception {
        receiptAgainstItsTimer(MANY);
    }

    private void receiptAgainstItsTimer(int rounds) throws Exception {
        List<ApplicationNumber> cases = posted(rounds);
        List<String> keys = cases.stream().map(ApplicationNumber::value).toList();
        reach(keys, CardDeliveryProcess.RECEIPT_REMINDER, "userTask_postReceiptReminder");
        Deadline deadline = inForce(keys.get(0), CardDeliveryProcess.RECEIPT);
        reachConsequence(keys.get(0), CardDeliveryProcess.RECEIPT);
        race("receipt against its timer", cases, RECEIPT_OR_TIMER, (number, duel, chance) -> {
            long mark = mark(number);
            TaskId task = task(number.value(), "userTask_recordReceipt");
            Duel.Answers answers = duel.fight(
                    () -> receipts.record(task, STAFF.reception(), new RecordReceipt(deadline.rolledLastDay(), true)),
                    () -> runDue(number.value()));
            return end(answers, answers.first().isPresent() ? "timer" : "receipt", number, mark);
        });
    }

    @Test
    void paymentAgainstTheManager() throws Exception {
        paymentAgainstTheManager(FEW);
    }

    @Test
    @Tag("chaos")
    void paymentAgainstTheManagerTwoHundredTimes() throws Exception {
        paymentAgainstTheManager(MANY);
    }

    private void paymentAgainstTheManager(int rounds) throws Exception {
        List<ApplicationNumber> cases = overdue(rounds);
        race("payment against the manager", cases, PAYMENT_OR_MANAGER, (number, duel, chance) -> {
            String key = invoice(number).number().value();
            long mark = mark(number);
            TaskId payment = task(key, "userTask_recordPayment");
            TaskId decision = task(key, "userTask_decideUnpaid");
            DecideUnpaid.Decision[] all = DecideUnpaid.Decision.values();
            DecideUnpaid.Decision chosen = all[chance.nextInt(all.length)];
            DecideUnpaid decide = new DecideUnpaid(
                    chosen,
                    chosen == DecideUnpaid.Decision.GRACE ? Optional.of(today().plusDays(14)) : Optional.empty(),
                    UNREACHABLE);
            RecordPayment paid = new RecordPayment(today(), invoice(number).outstanding(), false, "");
            Duel.Answers answers = duel.fight(
                    () -> payments.record(payment, STAFF.accounting(), paid),
                    () -> payments.decideUnpaid(decision, STAFF.manager(), decide));
            return end(answers, answers.second().isPresent() ? "payment" : "manager " + chosen, number, mark);
        });
    }

    /** So many cards in use whose invoice is not paid and about which a manager has to decide. */
    private List<ApplicationNumber> overdue(int rounds) {
        List<ApplicationNumber> cases = posted(rounds);
        for (ApplicationNumber number : cases) {
            hands.receive(STAFF, number, today());
            runDue(number.value());
            runDue(invoice(number).number().value());
        }
        List<String> keys =
                cases.stream().map(number -> invoice(number).number().value()).toList();
        reach(keys, PaymentCollectionProcess.PAYMENT_REMINDER, "userTask_postPaymentReminder");
        reachConsequence(keys.get(0), PaymentCollectionProcess.PAYMENT);
        keys.forEach(this::runDue);
        return cases;
    }

    @Test
    void paymentAgainstTheSecondPerson() throws Exception {
        paymentAgainstTheSecondPerson(FEW);
    }

    @Test
    @Tag("chaos")
    void paymentAgainstTheSecondPersonTwoHundredTimes() throws Exception {
        paymentAgainstTheSecondPerson(MANY);
    }

    private void paymentAgainstTheSecondPerson(int rounds) throws Exception {
        List<ApplicationNumber> cases = overdue(rounds);
        for (ApplicationNumber number : cases) {
            payments.decideUnpaid(
                    task(invoice(number).number().value(), "userTask_decideUnpaid"),
                    STAFF.manager(),
                    new DecideUnpaid(DecideUnpaid.Decision.REVOKE, Optional.empty(), UNREACHABLE));
        }
        race("payment against the second person", cases, PAYMENT_OR_SECOND_PERSON, (number, duel, chance) -> {
            long mark = mark(number);
            String request = requests(number).get(0);
            TaskId payment = task(invoice(number).number().value(), "userTask_recordPayment");
            TaskId decision = task(request, "userTask_approveRevocation");
            boolean approved = chance.nextBoolean();
            RecordPayment paid = new RecordPayment(today(), invoice(number).outstanding(), false, "");
            Duel.Answers answers = duel.fight(() -> payments.record(payment, STAFF.accounting(), paid), () -> {
                revocations.decide(
                        decision, STAFF.approver(), new DecideRevocation(approved, approved ? "" : "支払いの約束があるため"));
                runDue(request);
            });
            String first = answers.second().isPresent() ? "payment" : approved ? "approval" : "refusal";
            return end(answers, first, number, mark);
        });
    }

    /** As a payment does: were it the other way round, a payment and a revocation could wait for each other. */
    @Test
    void whoRevokesHoldsTheInvoiceBeforeTheRequest() throws Exception {
        ApplicationNumber number = overdue(1).get(0);
        payments.decideUnpaid(
                task(invoice(number).number().value(), "userTask_decideUnpaid"),
                STAFF.manager(),
                new DecideUnpaid(DecideUnpaid.Decision.REVOKE, Optional.empty(), UNREACHABLE));
        String request = requests(number).get(0);
        revocations.decide(
                task(request, "userTask_approveRevocation"), STAFF.approver(), new DecideRevocation(true, ""));
        ExecutorService revoker = Executors.newSingleThreadExecutor();
        try {
            Future<?> revoking = transaction.execute(payment -> {
                payments.hold(certificate(number).serial());
                Future<?> other = revoker.submit(() -> runDue(request));
                await().until(() -> waitingForLocks() > 0);
                assertThat(jdbc.sql("SELECT number FROM revocation.request WHERE number = :number FOR UPDATE NOWAIT")
                                .param("number", request)
                                .query(String.class)
                                .single())
                        .isEqualTo(request);
                return other;
            });
            revoking.get(1, TimeUnit.MINUTES);
        } finally {
            revoker.shutdownNow();
        }
        assertThat(stand(number)).contains(CASE_REVOKED, DEAD);
    }

    private int waitingForLocks() {
        return jdbc.sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
                .query(Integer.class)
                .single();
    }

    @Test
    void revocationAgainstDispatch() throws Exception {
        revocationAgainstDispatch(FEW);
    }

    @Test
    @Tag("chaos")
    void revocationAgainstDispatchTwoHundredTimes() throws Exception {
        revocationAgainstDispatch(MANY);
    }

    private void revocationAgainstDispatch(int rounds) throws Exception {
        List<ApplicationNumber> cases = packed(rounds);
        race("revocation against dispatch", cases, REVOCATION_OR_DISPATCH, (number, duel, chance) -> {
            long mark = mark(number);
            boolean proposedBefore = chance.nextBoolean();
            RevocationRequestNumber before = proposedBefore ? propose(number) : null;
            TaskId posting = task(number.value(), "userTask_postParcels");
            Duel.Answers answers = duel.fight(
                    () -> {
                        RevocationRequestNumber request = before == null ? propose(number) : before;
                        revocations.decide(
                                task(request.value(), "userTask_approveRevocation"),
                                STAFF.approver(),
                                new DecideRevocation(true, ""));
                        runDue(request.value());
                    },
                    () -> hands.dispatch(STAFF, posting, today(), trackingNumber(), trackingNumber()));
            return end(answers, answers.second().isPresent() ? "revocation" : "dispatch", number, mark);
        });
    }

    private RevocationRequestNumber propose(ApplicationNumber number) {
        RevocationRules rules = profiles.current(SERVICE, today()).revocation();
        String reason = rules.reasonsFor(Party.OPERATOR).stream()
                .filter(one -> !one.equals(rules.cardSpoiled()))
                .findFirst()
                .orElseThrow()
                .code();
        return revocations.propose(
                new ProposeRevocation(certificate(number).card().value(), reason, "申込みの内容に偽りがあったため"), STAFF.manager());
    }

    @Test
    void twoApproversOfOneApplication() throws Exception {
        twoApproversOfOneApplication(FEW);
    }

    @Test
    @Tag("chaos")
    void twoApproversOfOneApplicationTwoHundredTimes() throws Exception {
        twoApproversOfOneApplication(MANY);
    }

    private void twoApproversOfOneApplication(int rounds) throws Exception {
        String rejection =
                profiles.current(SERVICE, today()).review().rejections().get(0).code();
        race("two approvers", reviewed(rounds), APPROVER_OR_OTHER, (number, duel, chance) -> {
            long mark = mark(number);
            TaskId task = task(number.value(), "userTask_approve");
            Duel.Answers answers = duel.fight(
                    () -> reviews.approve(task, STAFF.approver(), Approval.accept()),
                    () -> reviews.approve(task, APPROVER_2, new Approval.Reject(rejection, Optional.empty())));
            return end(answers, answers.second().isPresent() ? "approval" : "rejection", number, mark);
        });
    }

    @Test
    void withdrawalAgainstAcceptance() throws Exception {
        withdrawalAgainstAcceptance(FEW);
    }

    @Test
    @Tag("chaos")
    void withdrawalAgainstAcceptanceTwoHundredTimes() throws Exception {
        withdrawalAgainstAcceptance(MANY);
    }

    private void withdrawalAgainstAcceptance(int rounds) throws Exception {
        race("withdrawal against acceptance", reviewed(rounds), WITHDRAWAL_OR_ACCEPTANCE, (number, duel, chance) -> {
            long mark = mark(number);
            TaskId task = task(number.value(), "userTask_approve");
            Duel.Answers answers = duel.fight(
                    () -> applications.withdraw(number, STAFF.reception(), "申込者の都合", today()),
                    () -> reviews.approve(task, STAFF.approver(), Approval.accept()));
            return end(answers, answers.second().isPresent() ? "withdrawal" : "acceptance", number, mark);
        });
    }

    private End end(Duel.Answers answers, String first, ApplicationNumber number, long mark) {
        List<Refusal> refusals = Stream.of(answers.first(), answers.second())
                .flatMap(Optional::stream)
                .toList();
        refusals.forEach(this::assertClear);
        List<String> stand = stand(number);
        return new End(
                first,
                refusals.stream()
                        .map(refusal -> String.valueOf(refusal.getMessage()))
                        .toList(),
                stand,
                trailSince(number, mark));
    }
}
