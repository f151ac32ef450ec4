package io.hakko.card.integration;

import io.hakko.card.domain.MailerPrinter;
import io.hakko.shared.AtStation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where PIN letters go: {@code hakko.station.printer=page|ipp|raw}, and its address, {@code ipp://host/ipp/print} or
 * {@code raw://host:9100}.
 */
@Configuration(proxyBeanMethods = false)
@AtStation
class PrinterConfiguration {

    @Bean
    MailerPrinter mailerPrinter(
            @Value("${hakko.station.printer:page}") String kind,
            @Value("${hakko.station.printer-address:}") String address,
            @Value("${hakko.station.printer-patience:PT60S}") Duration patience,
            @Value("${hakko.letters.font:}") String font) {
        return printer(kind, address, patience, font);
    }

    static MailerPrinter printer(String kind, String address, Duration patience, String font) {
        return switch (kind) {
            case "page" -> new NoPrinter();
            case "ipp" -> new IppPrinter(address(address, "ipp", "ipps"), patience, paper(font));
            case "raw" -> new RawPrinter(address(address, "raw"), patience, paper(font));
            default -> throw new IllegalStateException("hakko.station.printer is page, ipp or raw, not " + kind);
        };
    }

    private static MailerPdf paper(String font) {
        return font.isEmpty() ? MailerPdf.withOwnFont() : MailerPdf.withFont(Path.of(font));
    }

    private static URI address(String address, String... schemes) {
        try {
            URI uri = URI.create(address);
            for (String scheme : schemes) {
                if (scheme.equals(uri.getScheme()) && uri.getHost() != null) {
                    return uri;
                }
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException("hakko.station.printer-address is no address: " + address, malformed);
        }
        throw new IllegalStateException(
                "hakko.station.printer-address is to be %s://host…, not '%s'".formatted(schemes[0], address));
    }
}
