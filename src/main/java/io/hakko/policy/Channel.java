package io.hakko.policy;

/** How something reaches the operator. */
public enum Channel {
    POST("郵送"),
    COUNTER("窓口持参"),
    FAX("FAX"),
    ONLINE("オンライン");

    private final String label;

    Channel(String label) {
        this.label = label;
    }

    /** Japanese name. */
    public String label() {
        return label;
    }
}
