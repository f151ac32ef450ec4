package io.hakko.billing;

import io.hakko.shared.Yen;
import java.time.LocalDate;

/**
 * A payment has come.
 *
 * @param receivedOn day on which the bank credited it
 * @param surplusConfirmed it is really more than what is outstanding
 * @param note what accounting noticed; may be empty
 */
public record RecordPayment(LocalDate receivedOn, Yen amount, boolean surplusConfirmed, String note) {

    @Override
    public String toString() {
        return "RecordPayment[" + receivedOn + "]";
    }
}
