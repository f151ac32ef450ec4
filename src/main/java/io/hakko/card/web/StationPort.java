package io.hakko.card.web;

import io.hakko.card.web.StationRegister.Stations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The TLS of the port for stations. When the folder of stations has changed, new lines are made with the certificates that
 * may come in now; what comes in by an old line is checked by {@link StationGate} request by request.
 */
@Component
@StationServer.IfWanted
class StationPort {

    private static final Logger LOG = LoggerFactory.getLogger(StationPort.class);

    private final StationRegister register;
    private final KeyStore own;
    private final String password;
    private final Connector connector;
    private Stations trusted;
    private boolean behind;

    StationPort(
            StationRegister register,
            @Value("${hakko.station.server.port}") int port,
            @Value("${hakko.station.server.keystore:}") String keystore,
            @Value("${hakko.station.server.keystore-password-file:}") String passwordFile)
            throws IOException, GeneralSecurityException {
        if (keystore.isEmpty() || passwordFile.isEmpty()) {
            throw new IllegalStateException(
                    "HAKKO_STATION_SERVER_KEYSTORE and HAKKO_STATION_SERVER_KEYSTORE_PASSWORD_FILE:"
                            + " the port for stations needs a certificate");
        }
        this.register = register;
        this.password = Files.readString(Path.of(passwordFile)).strip();
        this.own = KeyStore.getInstance(Path.of(keystore).toFile(), password.toCharArray());
        this.trusted = register.inFolder();
        this.connector = new Connector(Http11NioProtocol.class.getName());
        connector.setPort(port);
        connector.setScheme("https");
        connector.setSecure(true);
        protocol().setSSLEnabled(true);
        connector.addSslHostConfig(tls(trusted.trustStore()));
    }

    Connector connector() {
        return connector;
    }

    private Http11NioProtocol protocol() {
        return (Http11NioProtocol) connector.getProtocolHandler();
    }

    private SSLHostConfig tls(KeyStore trustStore) {
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.3");
        host.setCertificateVerification("required");
        host.setTrustStore(trustStore);
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(own);
        certificate.setCertificateKeystorePassword(password);
        host.addCertificate(certificate);
        return host;
    }

    /** Who has gone is out before the trail is written, who has come is in after it. */
    @Scheduled(fixedDelayString = "${hakko.station.server.reread:PT2S}")
    void renew() {
        trust(register.lookAgain());
        try {
            register.record();
            behind = false;
        } catch (RuntimeException away) {
            if (!behind) {
                LOG.error(
                        "What has changed in the folder of stations cannot be recorded yet; who is new stays out",
                        away);
            }
            behind = true;
        }
        trust(register.now());
    }

    /** TLS cannot trust nobody: with an empty folder it stays as it is, and the gate lets nobody in. */
    private void trust(Stations now) {
        if (!now.names().equals(trusted.names()) && !now.names().isEmpty()) {
            protocol().addSslHostConfig(tls(now.trustStore()), true);
            LOG.info(
                    "The port for stations trusts {} certificate(s) from now on",
                    now.names().size());
            trusted = now;
        }
    }
}
