package io.hakko.ca.integration;

import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;

/** The HSMs of this process: one library each, however many keys there are in it. */
final class Hsms implements DisposableBean {

    /**
     * A token and the way to it.
     *
     * @param module the PKCS#11 library
     */
    record Place(Path module, String tokenLabel, Path pinFile) {}

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<Path, HsmLibrary> libraries = new LinkedHashMap<>();
    private final Map<String, HsmToken> tokens = new LinkedHashMap<>();
    private final Map<String, HsmKey> keys = new LinkedHashMap<>();
    private final Duration patience;

    Hsms() {
        this(PATIENCE);
    }

    Hsms(Duration patience) {
        this.patience = patience;
    }

    /**
     * A key in an HSM.
     *
     * @param name what health calls it
     */
    synchronized HsmKey key(String name, Place place, String label, RSAPublicKey publicKey) {
        HsmKey key = new HsmKey(token(place), label, publicKey);
        keys.put(name, key);
        return key;
    }

    synchronized HsmToken token(Place place) {
        HsmLibrary library = libraries.computeIfAbsent(
                place.module().toAbsolutePath().normalize(), file -> new HsmLibrary(file, patience));
        return tokens.computeIfAbsent(
                library + " " + place.tokenLabel(),
                known -> new HsmToken(library, place.tokenLabel(), place.pinFile()));
    }

    /** The keys that are used, by name. */
    synchronized Map<String, HsmKey> keys() {
        return new LinkedHashMap<>(keys);
    }

    @Override
    public synchronized void destroy() {
        libraries.values().forEach(HsmLibrary::close);
    }
}
