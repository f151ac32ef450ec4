package io.hakko.billing;

import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.Sweep;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Writes the invoices of cards whose order had more cards on their way on the day of issue, which then did not come; they
 * are posted on their own. One order that fails does not hold up the others.
 */
@Component
class InvoiceSweep implements Sweep {

    private final InvoiceService invoices;

    InvoiceSweep(InvoiceService invoices) {
        this.invoices = invoices;
    }

    @Override
    public String name() {
        return "invoices-left-over";
    }

    @Override
    public void sweep() {
        List<RuntimeException> failures = new ArrayList<>();
        for (ApplicationNumber order : invoices.ordersLeftOver()) {
            try {
                invoices.writeLeftOver(order);
            } catch (RuntimeException failed) {
                failures.add(failed);
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " orders could not be invoiced", failures.get(0));
        }
    }
}
