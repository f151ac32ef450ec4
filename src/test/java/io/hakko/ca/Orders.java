package io.hakko.ca;

import io.hakko.policy.Scope;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CorporateNumber;
import io.hakko.shared.ProfileRef;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Orders to issue, each with another application, card and key. */
public final class Orders {

    public static final ProfileRef PROFILE = new ProfileRef("aosign-g2", LocalDate.of(2026, 4, 1));
    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    private Orders() {}

    public static ApplicationNumber anApplication() {
        return anApplication("AO");
    }

    public static ApplicationNumber anApplication(String prefix) {
        return ApplicationNumber.of(prefix, 2026, SEQUENCE.incrementAndGet());
    }

    public static CardNumber aCard() {
        return CardNumber.of("8100", SEQUENCE.incrementAndGet());
    }

    public static PublicKeyInfo aKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return PublicKeyInfo.of(generator.generateKeyPair().getPublic().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SubjectContent aSubject(String name) {
        return new SubjectContent(
                Scope.CORPORATION,
                "Yamada Taro",
                name,
                Optional.of("株式会社あおば建設"),
                Optional.of("東京都港区虎ノ門１−２−３"),
                Optional.of(CorporateNumber.of("7123456789012")),
                Optional.empty(),
                Optional.empty());
    }

    public static IssueCertificate anOrder() {
        return anOrder(anApplication(), aCard(), aKey());
    }

    public static IssueCertificate anOrder(ApplicationNumber application, CardNumber card, PublicKeyInfo key) {
        return anOrder(application, card, key, "7123456789012", "山田　太郎");
    }

    public static IssueCertificate anOrder(
            ApplicationNumber application, CardNumber card, PublicKeyInfo key, String companyKey, String name) {
        return new IssueCertificate(application, card, PROFILE, aSubject(name), companyKey, key, "1y30d");
    }
}
