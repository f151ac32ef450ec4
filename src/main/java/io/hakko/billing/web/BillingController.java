package io.hakko.billing.web;

import io.hakko.billing.DecideUnpaid;
import io.hakko.billing.DecideUnpaid.Decision;
import io.hakko.billing.InvoiceView;
import io.hakko.billing.Payments;
import io.hakko.billing.RecordPayment;
import io.hakko.billing.domain.BillingRefusal;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.shared.Yen;
import io.hakko.workflow.TaskId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Desk API behind {@code forms/billing}. */
@RestController
@RequestMapping("/desk/api/billing/tasks/{taskId}")
class BillingController {

    private static final BigDecimal MOST = BigDecimal.valueOf(9_999_999_999L);

    private final Payments payments;
    private final Clock clock;

    BillingController(Payments payments, Clock clock) {
        this.payments = payments;
        this.clock = clock;
    }

    /** What a form shows and what its inputs hold at first. */
    record Form(Map<String, Object> view, Map<String, Object> values) {}

    record Choice(String value, String label) {}

    record PaymentRequest(
            @Nullable LocalDate receivedOn,
            @Nullable BigDecimal amount,
            boolean surplusConfirmed,
            @Nullable String note) {

        RecordPayment command() {
            List<Violation> wrong = new ArrayList<>();
            if (receivedOn == null) {
                wrong.add(Violation.at("/receivedOn", BillingRefusal.RECEIVED_ON_MISSING));
            }
            if (amount == null) {
                wrong.add(Violation.at("/amount", BillingRefusal.AMOUNT_MISSING));
            } else if (!isAmount(amount)) {
                wrong.add(Violation.at("/amount", BillingRefusal.AMOUNT_IMPOSSIBLE));
            }
            if (receivedOn == null || amount == null || !wrong.isEmpty()) {
                throw new Refusal(wrong);
            }
            return new RecordPayment(
                    receivedOn, Yen.of(amount.longValueExact()), surplusConfirmed, note == null ? "" : note);
        }

        private static boolean isAmount(BigDecimal number) {
            return number.signum() > 0
                    && number.compareTo(MOST) <= 0
                    && number.stripTrailingZeros().scale() <= 0;
        }
    }

    record DecisionRequest(
            @Nullable String decision,
            @Nullable LocalDate graceUntil,
            @Nullable String reason) {

        DecideUnpaid command() {
            return new DecideUnpaid(
                    Decision.of(decision == null ? "" : decision)
                            .orElseThrow(() -> Refusal.at("/decision", BillingRefusal.DECISION_MISSING)),
                    Optional.ofNullable(graceUntil),
                    reason == null ? "" : reason);
        }
    }

    @GetMapping("/record-payment")
    Form recordPayment(@PathVariable String taskId, Actor actor) {
        InvoiceView invoice = payments.awaited(TaskId.of(taskId), actor);
        return new Form(
                view(invoice),
                Map.of(
                        "receivedOn",
                        LocalDate.ofInstant(clock.instant(), Zones.TOKYO),
                        "amount",
                        invoice.outstanding().amount()));
    }

    @PostMapping("/record-payment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recordPayment(@PathVariable String taskId, @RequestBody PaymentRequest request, Actor actor) {
        payments.record(TaskId.of(taskId), actor, request.command());
    }

    @GetMapping("/decide-unpaid")
    Form decideUnpaid(@PathVariable String taskId, Actor actor) {
        InvoiceView invoice = payments.unpaid(TaskId.of(taskId), actor);
        Map<String, Object> view = view(invoice);
        view.put("revocable", invoice.revocable());
        view.put("nothingToRevoke", invoice.revocable() == 0);
        List<Choice> decisions = new ArrayList<>();
        if (invoice.revocable() > 0) {
            decisions.add(new Choice(Decision.REVOKE.word(), "証明書を失効する（別の人の承認が必要）"));
        }
        decisions.add(new Choice(Decision.GRACE.word(), "支払いを猶予する（新しい支払期限を定める）"));
        decisions.add(new Choice(Decision.WRITE_OFF.word(), "償却する（この請求書の回収をやめる）"));
        view.put("decisions", decisions);
        return new Form(view, Map.of());
    }

    @PostMapping("/decide-unpaid")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decideUnpaid(@PathVariable String taskId, @RequestBody DecisionRequest request, Actor actor) {
        payments.decideUnpaid(TaskId.of(taskId), actor, request.command());
    }

    private static Map<String, Object> view(InvoiceView invoice) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("number", invoice.number().value());
        view.put("state", invoice.stateLabel());
        view.put("service", invoice.serviceName());
        view.put("payer", invoice.payerName());
        view.put("invoicedOn", invoice.invoicedOn());
        view.put("issuedOn", invoice.issuedOn());
        view.put("payable", yen(invoice.payable()));
        view.put("paid", yen(invoice.paid()));
        view.put("outstanding", yen(invoice.outstanding()));
        view.put("pdfUrl", "/desk/api/notice/letters/" + invoice.letter() + "/pdf");
        invoice.sentOn().ifPresent(day -> view.put("sentOn", day));
        invoice.remindedOn().ifPresent(day -> view.put("remindedOn", day));
        invoice.lastDay().ifPresent(day -> view.put("lastDay", day));
        view.put("overdue", invoice.lastDay().isEmpty());
        view.put("lines", invoice.lines().stream().map(BillingController::line).toList());
        view.put(
                "payments",
                invoice.payments().stream().map(BillingController::payment).toList());
        return view;
    }

    private static Map<String, Object> line(InvoiceView.Line line) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("applicationNumber", line.application().value());
        view.put("cardNumber", line.card().value());
        view.put("holderName", line.holderName());
        view.put("product", line.product());
        view.put("amount", yen(line.amount()));
        view.put("certificate", line.revoked() ? "失効" : "有効");
        return view;
    }

    private static Map<String, Object> payment(InvoiceView.Receipt payment) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("receivedOn", payment.receivedOn());
        view.put("amount", yen(payment.amount()));
        view.put("note", payment.note());
        view.put("recordedBy", payment.recordedBy());
        return view;
    }

    private static String yen(Yen amount) {
        return "%,d円".formatted(amount.amount());
    }
}
