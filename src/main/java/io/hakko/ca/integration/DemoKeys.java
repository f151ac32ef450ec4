package io.hakko.ca.integration;

import io.hakko.calendar.Zones;
import io.hakko.policy.CertificateProfile;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Der;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authorities of the demonstration, the stories and the tests: made at the first start, self-signed (D-21) and marked in
 * their name. Their validity begins a year before the clock, so that the clock can be set back.
 */
final class DemoKeys implements KeySource {

    private static final Logger LOG = LoggerFactory.getLogger(DemoKeys.class);
    private static final int SERIAL_BITS = 126;
    private static final int PASSWORD_BYTES = 24;

    private final DemoCaProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    DemoKeys(DemoCaProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public CaKey key(ServiceProfile profile) {
        Path folder = properties.folder();
        return folder == null ? make(profile) : kept(profile, folder);
    }

    private CaKey kept(ServiceProfile profile, Path folder) {
        String caId = profile.ref().id();
        Path store = folder.resolve(caId + ".p12");
        Path passwordFile = folder.resolve(caId + ".password");
        try {
            if (!Files.exists(store)) {
                OwnerFiles.createFolder(folder);
                String password = newPassword(passwordFile);
                Pkcs12.write(make(profile), store, password.toCharArray());
                LOG.info("Made the demo authority {} in {}", caId, store);
            }
            return Pkcs12.read(
                    caId, store, Files.readString(passwordFile).strip().toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException("the demo authority " + caId + " cannot be kept in " + folder, e);
        }
    }

    private String newPassword(Path file) throws IOException {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Path temporary = OwnerFiles.create(file.resolveSibling(file.getFileName() + ".tmp"));
        Files.writeString(temporary, password + "\n", StandardCharsets.US_ASCII);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return password;
    }

    private CaKey make(ServiceProfile profile) {
        CertificateProfile rules = profile.certificate();
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(rules.caKeyBits(), random);
            KeyPair pair = generator.generateKeyPair();
            Der certificate = selfSigned(pair, rules);
            return new CaKey(profile.ref().id(), pair.getPrivate(), CertificateLint.parse(certificate));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(
                    "the demo authority " + profile.ref().id() + " cannot be made", e);
        }
    }

    private Der selfSigned(KeyPair pair, CertificateProfile rules) throws OperatorCreationException, IOException {
        ZonedDateTime from =
                LocalDate.now(clock.withZone(Zones.TOKYO)).minusYears(1).atStartOfDay(Zones.TOKYO);
        ZonedDateTime to = from.plusYears(rules.caValidityYears()).minusSeconds(1);
        SubjectPublicKeyInfo publicKey =
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        X500Name name = X500Name.getInstance(new X500Principal(marked(rules.issuerDn())).getEncoded());
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name,
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                Date.from(from.toInstant()),
                Date.from(to.toInstant()),
                name,
                publicKey);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new BcX509ExtensionUtils().createSubjectKeyIdentifier(publicKey));
        return Der.of(builder.build(new JcaContentSignerBuilder(rules.signatureAlgorithm())
                        .setProvider(BouncyCastle.PROVIDER)
                        .build(pair.getPrivate()))
                .getEncoded());
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
}
