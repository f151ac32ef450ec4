package io.hakko.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.application.BillingContent;
import io.hakko.application.EnterApplication;
import io.hakko.application.Examples;
import io.hakko.application.domain.ApplicationRefusal;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Violation;
import io.hakko.shared.Yen;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cards ordered together by one company, as reception enters them (A-DOC-16). */
class OrderedTogetherTest extends ReviewCaseBase {

    private static final String POINTER = "/order/orderedWith";

    @Test
    void anApplicationJoinsTheOrderOfTheOneItNames() {
        ApplicationNumber first = accepted(fresh(Examples.corporation()));
        ApplicationNumber second = accepted(with(fresh(Examples.corporation()), first));
        ApplicationNumber third = accepted(with(fresh(Examples.corporation()), second));

        assertThat(applications.billingOf(second).order()).isEqualTo(first);
        assertThat(applications.billingOf(third).order())
                .as("the first of them all")
                .isEqualTo(first);
        assertThat(applications.onTheirWay(first)).containsExactly(first, second, third);
        assertThat(applications.of(third).content().orElseThrow().order().orderedWith())
                .contains(second);
        assertThat(event(second, "application.entered").detail()).contains(first.value());
    }

    @Test
    void onlyWhatIsAcceptedIsOnItsWay() {
        ApplicationNumber first = accepted(fresh(Examples.corporation()));
        ApplicationNumber second = entered(with(fresh(Examples.corporation()), first));
        assertThat(applications.onTheirWay(first)).containsExactly(first);

        applications.withdraw(second, RECEPTION, "申込者の都合", today());
        applications.markIssued(first);
        assertThat(applications.onTheirWay(first)).containsExactly(first);
        applications.markInUse(first);

        assertThat(applications.onTheirWay(first)).isEmpty();
    }

    @Test
    void theInvoiceGoesToTheCompanyUnlessTheOrderSaysOtherwise() {
        ObjectNode elsewhere = fresh(Examples.corporation());
        elsewhere
                .withObject("/order/billingAddress")
                .put("name", "例示建設 経理センター")
                .put("postalCode", "530-0009")
                .put("text", "大阪府大阪市北区例示町9番9号");

        BillingContent company = applications.billingOf(accepted(fresh(Examples.corporation())));
        BillingContent named = applications.billingOf(accepted(elsewhere));

        assertThat(company.payer().name()).isEqualTo("株式会社例示建設");
        assertThat(company.order()).isEqualTo(company.application());
        assertThat(company.price().unitPrice()).isGreaterThan(Yen.of(0));
        assertThat(named.payer().name()).isEqualTo("例示建設 経理センター");
        assertThat(named.payer().postalCode()).isEqualTo("530-0009");
    }

    @Test
    void refusesANumberThatCannotBeOfTheSameOrder() {
        ApplicationNumber other = entered(fresh(Examples.soleProprietor()));
        ApplicationNumber notEntered = arrive();
        ApplicationNumber gone = entered(fresh(Examples.corporation()));
        applications.withdraw(gone, RECEPTION, "申込者の都合", today());
        ApplicationNumber number = arrive();

        assertThat(refusal(number, ApplicationNumber.of("AO-2001-000001")))
                .isEqualTo(Violation.at(POINTER, ApplicationRefusal.ORDERED_WITH_UNKNOWN, "AO-2001-000001"));
        assertThat(refusal(number, number).code()).isEqualTo(ApplicationRefusal.ORDERED_WITH_ITSELF);
        assertThat(refusal(number, other).code()).isEqualTo(ApplicationRefusal.ORDERED_WITH_OTHER_COMPANY);
        assertThat(refusal(number, notEntered).code()).isEqualTo(ApplicationRefusal.ORDERED_WITH_NOT_ENTERED);
        assertThat(refusal(number, gone).code()).isEqualTo(ApplicationRefusal.ORDERED_WITH_DECIDED);
        assertThat(status(number)).isEqualTo("RECEIVED");
        assertThat(open(number.value())).containsExactly("userTask_receive");
    }

    private Violation refusal(ApplicationNumber number, ApplicationNumber orderedWith) {
        List<Violation> violations = refused(() -> applications.enter(
                task(number, "userTask_receive"),
                RECEPTION,
                new EnterApplication(with(fresh(Examples.corporation()), orderedWith), true)));
        assertThat(violations).hasSize(1);
        Violation violation = violations.get(0);
        assertThat(violation.pointer()).isEqualTo(POINTER);
        return Violation.at(
                violation.pointer(),
                violation.code(),
                violation.arguments().stream().map(Object::toString).toArray());
    }

    private static ObjectNode with(ObjectNode form, ApplicationNumber other) {
        form.withObject("/order").put("orderedWith", other.value());
        return form;
    }

    private ApplicationNumber accepted(ObjectNode form) {
        ApplicationNumber number = entered(form);
        reviewComplete(number);
        reviews.approve(task(number, "userTask_approve"), APPROVER, Approval.accept());
        return number;
    }
}
