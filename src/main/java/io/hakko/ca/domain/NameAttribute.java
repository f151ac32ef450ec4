package io.hakko.ca.domain;

/** One attribute of a distinguished name. */
public record NameAttribute(Type type, String value) {

    /** The attribute types our certificates use. */
    public enum Type {
        COUNTRY("2.5.4.6"),
        STREET("2.5.4.9"),
        COMMON_NAME("2.5.4.3"),
        SERIAL_NUMBER("2.5.4.5"),
        LOCALITY("2.5.4.7"),
        ORGANIZATION("2.5.4.10"),
        ORGANIZATION_IDENTIFIER("2.5.4.97"),
        DESCRIPTION("2.5.4.13");

        private final String oid;

        Type(String oid) {
            this.oid = oid;
        }

        public String oid() {
            return oid;
        }
    }
}
