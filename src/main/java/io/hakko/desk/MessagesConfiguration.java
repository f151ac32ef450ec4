package io.hakko.desk;

import io.hakko.shared.AtStation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/** The texts of all modules. */
@Configuration(proxyBeanMethods = false)
@AtStation
class MessagesConfiguration {

    private static final String JAPANESE_BUNDLE = "_ja.properties";

    /** Every module's bundle {@code messages/<module>_ja.properties}; Japanese where a language is not offered. */
    @Bean
    static MessageSource messageSource(ResourcePatternResolver resources) throws IOException {
        String[] bundles = Arrays.stream(resources.getResources("classpath*:messages/*" + JAPANESE_BUNDLE))
                .map(Resource::getFilename)
                .map(Objects::requireNonNull)
                .map(file -> "messages/" + file.substring(0, file.length() - JAPANESE_BUNDLE.length()))
                .distinct()
                .sorted()
                .toArray(String[]::new);
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasenames(bundles);
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        source.setDefaultLocale(Locale.JAPANESE);
        source.setAlwaysUseMessageFormat(true);
        return source;
    }
}
