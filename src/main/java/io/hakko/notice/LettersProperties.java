package io.hakko.notice;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration of the letters. Who signs them stands in the service profile.
 *
 * @param font TrueType file that wins over the packed BIZ UDGothic
 * @param fontBold its bold face; without one, bold text is printed with {@code font}
 */
@ConfigurationProperties("hakko.letters")
record LettersProperties(@Nullable Path font, @Nullable Path fontBold) {}
