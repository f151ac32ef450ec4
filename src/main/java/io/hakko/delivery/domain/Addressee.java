package io.hakko.delivery.domain;

/** Who receives a parcel. */
public sealed interface Addressee {

    PostalLabel label();

    Recipient recipient();

    /** 利用者, at the address of the 住民票 (A-DLV-03). */
    record Holder(PostalLabel label) implements Addressee {

        @Override
        public Recipient recipient() {
            return Recipient.HOLDER;
        }
    }

    /** 受取代理人, at the address of the agent's 印鑑登録証明書 (A-DLV-04). */
    record Agent(PostalLabel label) implements Addressee {

        @Override
        public Recipient recipient() {
            return Recipient.AGENT;
        }
    }

    /** The kinds of addressee. */
    enum Recipient {
        HOLDER("利用者本人"),
        AGENT("受取代理人");

        private final String label;

        Recipient(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
