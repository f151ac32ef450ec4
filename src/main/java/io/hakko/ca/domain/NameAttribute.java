package io.hakko.ca.domain;

/** One attribute of a distinguished name. */
public record NameAttribute(Type type, String value) {

    /** The attribute types our certificates use. */
    public enum Type {
        COUNTRY("2.5.4.6", 2),
        STATE("2.5.4.8", 128),
        LOCALITY("2.5.4.7", 128),
        STREET("2.5.4.9", 128),
        ORGANIZATION("2.5.4.10", 64),
        ORGANIZATIONAL_UNIT("2.5.4.11", 64),
        TITLE("2.5.4.12", 64),
        COMMON_NAME("2.5.4.3", 64),
        SERIAL_NUMBER("2.5.4.5", 64),
        ORGANIZATION_IDENTIFIER("2.5.4.97", 64),
        DESCRIPTION("2.5.4.13", 1024);

        private final String oid;
        private final int limit;

        Type(String oid, int limit) {
            this.oid = oid;
            this.limit = limit;
        }

        public String oid() {
            return oid;
        }

        /** Upper bound in characters (RFC 5280 appendix A.1, X.520). */
        public int limit() {
            return limit;
        }

        /** Whether it is a PrintableString wherever it stands (RFC 5280 appendix A.1). */
        public boolean isAlwaysPrintable() {
            return this == COUNTRY || this == SERIAL_NUMBER;
        }
    }
}
