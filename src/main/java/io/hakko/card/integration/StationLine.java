package io.hakko.card.integration;

import io.hakko.shared.AtStation;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.beans.factory.annotation.Value;

/** The line to the server: TLS 1.3 with the station's certificate, to the server whose certificate is known, and no other. */
@AtStation
final class StationLine {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client;

    StationLine(
            @Value("${hakko.station.remote.keystore}") String keystore,
            @Value("${hakko.station.remote.keystore-password-file}") String passwordFile,
            @Value("${hakko.station.remote.server-certificate}") String serverCertificate)
            throws IOException, GeneralSecurityException {
        char[] password = Files.readString(Path.of(passwordFile)).strip().toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(Path.of(keystore).toFile(), password), password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore(Path.of(serverCertificate)));
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .sslContext(context)
                .sslParameters(new SSLParameters(null, new String[] {"TLSv1.3"}))
                .build();
    }

    private static KeyStore trustStore(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("server-" + number, certificate);
                number++;
            }
        }
        return store;
    }

    HttpClient client() {
        return client;
    }
}
