package io.hakko.notice;

import java.util.List;

/**
 * To whom a letter goes, as printed on it.
 *
 * @param name person, or company with the name of its representative
 */
public record Recipient(Role role, String name, String postalCode, String address, Honorific honorific) {

    public Recipient {
        if (name.isBlank() || postalCode.isBlank() || address.isBlank()) {
            throw new IllegalArgumentException("a letter needs name and address");
        }
    }

    /** A person. */
    public static Recipient person(Role role, String name, String postalCode, String address) {
        return new Recipient(role, name, postalCode, address, Honorific.SAMA);
    }

    /** A company as a whole. */
    public static Recipient company(String name, String postalCode, String address) {
        return new Recipient(Role.COMPANY, name, postalCode, address, Honorific.ONCHU);
    }

    /** The address as printed: the part after the last space, usually the building, on a line of its own. */
    public List<String> addressLines() {
        int space = Math.max(address.lastIndexOf(' '), address.lastIndexOf('　'));
        return space <= 0 ? List.of(address) : List.of(address.substring(0, space), address.substring(space + 1));
    }

    /** Part in the case. */
    public enum Role {
        HOLDER("利用者"),
        COMPANY("企業等"),
        AGENT("受取代理人");

        private final String label;

        Role(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What follows the name. */
    public enum Honorific {
        /** To a person. */
        SAMA("様"),
        /** To a company. */
        ONCHU("御中");

        private final String text;

        Honorific(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
