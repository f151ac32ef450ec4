package io.hakko.delivery;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A doubt about the content, as reviewer and manager see it.
 *
 * @param late whether it came after the last day for it
 * @param text what the holder says
 * @param items what is recorded in the certificate
 * @param reason what the reviewer found, when he has
 */
public record DoubtView(
        ApplicationNumber application,
        CardNumber card,
        CertificateSerial serial,
        String holderName,
        LocalDate reportedOn,
        String channelLabel,
        boolean late,
        String text,
        List<Item> items,
        Optional<String> reason) {

    /** One recorded item. */
    public record Item(String label, String value) {

        @Override
        public String toString() {
            return "Item[" + label + "]";
        }
    }

    @Override
    public String toString() {
        return "DoubtView[" + application + "]";
    }
}
