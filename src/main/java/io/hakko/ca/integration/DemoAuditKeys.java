package io.hakko.ca.integration;

import io.hakko.audit.SealKeys;
import io.hakko.ca.domain.AuditKeyMaker;
import io.hakko.ca.domain.KeyOrder;
import io.hakko.shared.Der;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit key of the demonstration, the stories and the tests: made when something is to be sealed for the first time. */
final class DemoAuditKeys implements SealKeys {

    private static final String ID = AuditKeyMaker.ID;

    private final DemoCaProperties properties;
    private final Clock clock;
    private @Nullable AuditKey key;

    DemoAuditKeys(DemoCaProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public synchronized List<Der> certificates() {
        AuditKey held = held();
        return held == null ? List.of() : List.of(held.certificate());
    }

    @Override
    public synchronized Optional<SealKey> current() {
        AuditKey held = held();
        if (held == null) {
            held = make();
            key = held;
        }
        return Optional.of(held);
    }

    private @Nullable AuditKey held() {
        Path folder = properties.folder();
        if (key == null && folder != null && Files.exists(store(folder))) {
            try {
                char[] password = Files.readString(passwordFile(folder)).strip().toCharArray();
                key = new AuditKey(ID, Pkcs12.held(ID, store(folder), password));
            } catch (IOException e) {
                throw new UncheckedIOException("the demo audit key in " + folder + " cannot be read", e);
            }
        }
        return key;
    }

    private AuditKey make() {
        KeyOrder order = AuditKeyMaker.order(ID, clock.instant());
        StoredKey fresh = StoredKey.generate(order.bits());
        HeldKey made = new HeldKey(fresh, CertificateLint.parse(AuditCertificate.selfSigned(fresh, order)));
        Path folder = properties.folder();
        if (folder != null) {
            try {
                OwnerFiles.createFolder(folder);
                String password = OwnerFiles.newPassword(passwordFile(folder));
                Pkcs12.write(fresh, made.certificate(), store(folder), password.toCharArray());
            } catch (IOException e) {
                throw new UncheckedIOException("the demo audit key cannot be kept in " + folder, e);
            }
        }
        return new AuditKey(ID, made);
    }

    private static Path store(Path folder) {
        return folder.resolve(ID + ".p12");
    }

    private static Path passwordFile(Path folder) {
        return folder.resolve(ID + ".password");
    }
}
