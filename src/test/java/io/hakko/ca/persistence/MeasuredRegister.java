package io.hakko.ca.persistence;

import io.hakko.ca.domain.CrlRegister;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The register without the rest of the service, for measurements. */
public final class MeasuredRegister {

    private MeasuredRegister() {}

    public static CrlRegister on(JdbcClient jdbc) {
        return new JdbcCrlRegister(jdbc);
    }
}
