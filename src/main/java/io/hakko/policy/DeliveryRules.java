package io.hakko.policy;

import java.util.List;
import java.util.Optional;

/**
 * What is sent to whom, by which mail.
 *
 * @param self parcels when the holder receives the card himself (A-DLV-03)
 * @param agent parcels when an agent receives it (A-DLV-04); empty when the service knows no agents
 * @param storageDays how long the post office keeps a parcel (A-DLV-05)
 * @param doubtDays within how many days after the dispatch the holder has to report doubts about the content (B-RCP-03);
 *     empty when the service sets no limit
 */
public record DeliveryRules(List<Parcel> self, List<Parcel> agent, int storageDays, Optional<Integer> doubtDays) {

    private static final int MOST_DAYS = 60;

    /** A piece of mail. */
    public record Parcel(Receiver to, Mail mail, List<Enclosure> contents) {
        public Parcel {
            contents = Impossible.unique(
                    "contents of a parcel", Impossible.some("contents of a parcel", contents), Enclosure::name);
        }
    }

    /** Who receives a parcel. */
    public enum Receiver {
        /** 利用者, at the address of the residence record. */
        HOLDER,
        /** 受取代理人, at the address of his seal certificate. */
        AGENT
    }

    /** Kind of mail. */
    public enum Mail {
        RESTRICTED_BASIC("本人限定受取郵便（基本型）"),
        SIMPLE_REGISTERED("簡易書留");

        private final String label;

        Mail(String label) {
            this.label = label;
        }

        /** Japanese name. */
        public String label() {
            return label;
        }
    }

    /** What lies in a parcel. */
    public enum Enclosure {
        CARD("ICカード"),
        PIN_LETTER("PIN通知書"),
        ISSUE_NOTICE("発行通知書"),
        INVOICE("請求書"),
        RECEIPT_FORM("受領書");

        private final String label;

        Enclosure(String label) {
            this.label = label;
        }

        /** Japanese name. */
        public String label() {
            return label;
        }
    }

    public DeliveryRules {
        self = Impossible.some("parcels to the holder", self);
        agent = List.copyOf(agent);
        Impossible.within("days a parcel is kept", storageDays, 1, MOST_DAYS);
        doubtDays.ifPresent(days -> Impossible.within("days for doubts about the content", days, 1, MOST_DAYS));
        complete("parcels to the holder", self);
        if (!agent.isEmpty()) {
            complete("parcels with an agent", agent);
            Impossible.unless(
                    agent.stream()
                            .noneMatch(parcel -> parcel.to() == Receiver.AGENT
                                    && parcel.contents().contains(Enclosure.PIN_LETTER)),
                    "the PIN never goes to the agent");
            Impossible.unless(
                    agent.stream()
                            .noneMatch(parcel -> parcel.to() == Receiver.AGENT
                                    && parcel.contents().contains(Enclosure.ISSUE_NOTICE)),
                    "the issue notice never goes to the agent");
        }
        Impossible.unless(
                self.stream().allMatch(parcel -> parcel.to() == Receiver.HOLDER),
                "without an agent every parcel goes to the holder");
    }

    private static void complete(String name, List<Parcel> parcels) {
        Impossible.unless(
                parcels.stream()
                        .noneMatch(parcel -> parcel.mail() == Mail.SIMPLE_REGISTERED
                                && parcel.contents().contains(Enclosure.CARD)),
                "%s: a card does not leave by %s",
                name,
                Mail.SIMPLE_REGISTERED.label());
        for (Enclosure thing : List.of(Enclosure.CARD, Enclosure.PIN_LETTER, Enclosure.ISSUE_NOTICE)) {
            long times = parcels.stream()
                    .filter(parcel -> parcel.contents().contains(thing))
                    .count();
            Impossible.unless(times == 1, "%s contain %s %d times", name, thing, times);
        }
    }
}
