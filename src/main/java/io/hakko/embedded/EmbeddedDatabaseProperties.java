package io.hakko.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the embedded PostgreSQL keeps its data.
 *
 * @param directory folder that is kept between runs; none: a temporary folder that goes with the process
 */
@ConfigurationProperties("hakko.embedded")
public record EmbeddedDatabaseProperties(@Nullable Path directory) {}
