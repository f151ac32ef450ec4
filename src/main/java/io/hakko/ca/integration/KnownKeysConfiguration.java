package io.hakko.ca.integration;

import io.hakko.ca.domain.KnownKeys;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys that are never certified. */
@Configuration(proxyBeanMethods = false)
class KnownKeysConfiguration {

    /**
     * @param lists {@code hakko.known-key-lists}, files with keys that others know; none by default
     */
    @Bean
    KnownKeys knownKeys(@Value("${hakko.known-key-lists:}") List<String> lists) {
        return new KnownKeyLists(
                lists.stream().filter(list -> !list.isBlank()).map(Path::of).toList());
    }
}
