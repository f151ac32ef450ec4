package io.hakko.ca.integration;

import io.hakko.ca.domain.KeyGeneration;
import io.hakko.calendar.Zones;
import io.hakko.policy.CertificateProfile;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Der;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authorities of the demonstration, the stories and the tests: made at the first start, self-signed (D-21) and marked in
 * their name. Their validity begins a year before the clock, so that the clock can be set back.
 */
final class DemoKeys implements KeySource {

    private static final Logger LOG = LoggerFactory.getLogger(DemoKeys.class);

    private final DemoCaProperties properties;
    private final Clock clock;

    DemoKeys(DemoCaProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public CaKey key(ServiceProfile profile, KeyGeneration generation) {
        Path folder = properties.folder();
        return folder == null ? make(profile).key(generation.caId()) : kept(profile, generation.caId(), folder);
    }

    @Override
    public boolean isMade(KeyGeneration generation) {
        return true;
    }

    @Override
    public boolean isConfigured(KeyGeneration generation) {
        return generation.number() <= properties.generations();
    }

    private CaKey kept(ServiceProfile profile, String caId, Path folder) {
        Path store = folder.resolve(caId + ".p12");
        Path passwordFile = folder.resolve(caId + ".password");
        try {
            if (!Files.exists(store)) {
                OwnerFiles.createFolder(folder);
                String password = OwnerFiles.newPassword(passwordFile);
                Made made = make(profile);
                Pkcs12.write(made.privateKey(), made.certificate(), store, password.toCharArray());
                LOG.info("Made the demo authority {} in {}", caId, store);
            }
            return Pkcs12.read(
                    caId, store, Files.readString(passwordFile).strip().toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException("the demo authority " + caId + " cannot be kept in " + folder, e);
        }
    }

    private Made make(ServiceProfile profile) {
        CertificateProfile rules = profile.certificate();
        StoredKey key = StoredKey.generate(rules.caKeyBits());
        ZonedDateTime from =
                LocalDate.now(clock.withZone(Zones.TOKYO)).minusYears(1).atStartOfDay(Zones.TOKYO);
        ZonedDateTime to = from.plusYears(rules.caValidityYears()).minusSeconds(1);
        Der certificate = AuthorityCertificate.selfSigned(
                key, marked(rules.issuerDn()), from.toInstant(), to.toInstant(), rules.signatureAlgorithm());
        return new Made(key, CertificateLint.parse(certificate));
    }

    /** The name with the marking behind the common name. */
    private String marked(String issuerDn) {
        try {
            List<Rdn> parts = new ArrayList<>();
            for (Rdn part : new LdapName(issuerDn).getRdns()) {
                boolean common = part.getType().equalsIgnoreCase("CN");
                parts.add(common ? new Rdn("CN", (part.getValue() + " " + properties.marking()).strip()) : part);
            }
            return new LdapName(parts).toString();
        } catch (InvalidNameException e) {
            throw new IllegalStateException("not a name: " + issuerDn, e);
        }
    }

    private record Made(StoredKey privateKey, X509Certificate certificate) {

        CaKey key(String caId) {
            return new CaKey(caId, privateKey, certificate);
        }
    }
}
