package io.hakko.card;

import io.hakko.ca.Certificates;
import io.hakko.ca.IssueCertificate;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.RevokeCertificate;
import io.hakko.ca.domain.CaRefusal;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** An authority in memory with the promises of the real one: once per card, one live certificate per application. */
final class FakeCertificates implements Certificates {

    private final Clock clock;
    private final KeyPair key;
    private final Map<CardNumber, IssuedCertificate> byCard = new LinkedHashMap<>();
    private final List<CardNumber> spoiled = new ArrayList<>();
    private int mostLiveAtOnce;
    private boolean down;
    private Runnable beforeIssue = () -> {};

    FakeCertificates(Clock clock) throws Exception {
        this.clock = clock;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        key = generator.generateKeyPair();
    }

    /** The signer does not answer. */
    void down(boolean isDown) {
        down = isDown;
    }

    /** What happens before the signer signs. */
    void beforeIssue(Runnable what) {
        beforeIssue = what;
    }

    List<IssuedCertificate> live(ApplicationNumber application) {
        return ofApplication(application).stream().filter(c -> !c.isRevoked()).toList();
    }

    /** The most live certificates that any one application ever had. */
    int mostLiveAtOnce() {
        return mostLiveAtOnce;
    }

    @Override
    public IssuedCertificate issue(IssueCertificate command) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("never inside a transaction of the caller");
        }
        if (down) {
            throw new IllegalStateException("the signer is down");
        }
        beforeIssue.run();
        IssuedCertificate before = byCard.get(command.card());
        if (before != null) {
            return before;
        }
        if (spoiled.contains(command.card())) {
            throw new Refusal(CaRefusal.CARD_TAKEN, command.card().value());
        }
        if (!live(command.application()).isEmpty()) {
            throw new Refusal(
                    CaRefusal.LIVE_CERTIFICATE_EXISTS, command.application().value());
        }
        Instant from = clock.instant();
        Instant to = from.plus(Duration.ofDays(395));
        BigInteger serial = BigInteger.valueOf(0xABC000L + byCard.size());
        IssuedCertificate issued = new IssuedCertificate(
                new CertificateSerial(serial),
                "aosign-g2",
                command.application(),
                command.card(),
                command.profile(),
                command.product(),
                from,
                to,
                encode(serial, from, to, command),
                IssuedCertificate.State.ISSUED,
                Optional.empty());
        byCard.put(command.card(), issued);
        mostLiveAtOnce = Math.max(mostLiveAtOnce, live(command.application()).size());
        return issued;
    }

    private Der encode(BigInteger serial, Instant from, Instant to, IssueCertificate command) {
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    new X500Name("CN=Test CA"),
                    serial,
                    Date.from(from),
                    Date.from(to),
                    new X500Name("CN=" + command.subject().romajiName()),
                    SubjectPublicKeyInfo.getInstance(command.publicKey().der().bytes()));
            return Der.of(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate()))
                    .getEncoded());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Optional<IssuedCertificate> ofCard(CardNumber card) {
        return Optional.ofNullable(byCard.get(card));
    }

    @Override
    public Optional<IssuedCertificate> ofSerial(CertificateSerial serial) {
        return byCard.values().stream().filter(c -> c.serial().equals(serial)).findFirst();
    }

    @Override
    public List<IssuedCertificate> ofApplication(ApplicationNumber application) {
        return byCard.values().stream()
                .filter(c -> c.application().equals(application))
                .toList();
    }

    @Override
    public int validCertificatesOf(String profileId, String companyKey, Instant at) {
        return 0;
    }

    @Override
    public void revoke(RevokeCertificate command) {
        IssuedCertificate issued = ofSerial(command.serial()).orElseThrow();
        byCard.put(issued.card(), revoked(issued, command.reasonCode(), command.technical()));
    }

    @Override
    public void revokeSpoiled(CardNumber card, String explanation) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("in the caller's transaction");
        }
        spoiled.add(card);
        byCard.computeIfPresent(card, (c, issued) -> issued.isRevoked() ? issued : revoked(issued, "spoiled", true));
    }

    private IssuedCertificate revoked(IssuedCertificate issued, String reason, boolean technical) {
        return new IssuedCertificate(
                issued.serial(),
                issued.caId(),
                issued.application(),
                issued.card(),
                issued.profile(),
                issued.product(),
                issued.notBefore(),
                issued.notAfter(),
                issued.der(),
                IssuedCertificate.State.REVOKED,
                Optional.of(new IssuedCertificate.Revocation(clock.instant(), reason, Optional.of(4), technical)));
    }
}
