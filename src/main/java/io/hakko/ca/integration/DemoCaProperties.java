package io.hakko.ca.integration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The authorities of the demonstration.
 *
 * @param folder where their key stores are kept; none: they are made anew and forgotten at the end
 * @param marking what is appended to the name of the authority, so that nobody takes it for a real one
 * @param generations how many keys each of them has; the last one signs certificates
 */
@ConfigurationProperties("hakko.demo-ca")
record DemoCaProperties(
        @Nullable Path folder,
        @DefaultValue("(DEMO)") String marking,
        @DefaultValue("1") int generations) {}
