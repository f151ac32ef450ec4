package io.hakko.delivery;

import io.hakko.delivery.domain.ContentDoubt;
import java.time.LocalDate;

/**
 * The holder doubts the content of the certificate (B-RCP-03).
 *
 * @param reportedOn day on which he reported it, whenever it is typed in
 * @param text what he says; never empty
 */
public record ReportDoubt(LocalDate reportedOn, ContentDoubt.Channel channel, String text) {

    /** The holder called. */
    public static ReportDoubt byPhone(LocalDate reportedOn, String text) {
        return new ReportDoubt(reportedOn, ContentDoubt.Channel.PHONE, text);
    }

    @Override
    public String toString() {
        return "ReportDoubt[" + reportedOn + "]";
    }
}
