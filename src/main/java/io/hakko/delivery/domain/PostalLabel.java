package io.hakko.delivery.domain;

/** What stands on an address label. Never logged; {@link #toString()} keeps it out of messages. */
public record PostalLabel(String postalCode, String address, String name) {

    @Override
    public String toString() {
        return "PostalLabel[…]";
    }
}
