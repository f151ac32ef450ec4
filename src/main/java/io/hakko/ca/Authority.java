package io.hakko.ca;

import io.hakko.ca.domain.KeyGeneration;
import io.hakko.shared.Der;
import java.time.Instant;

/**
 * An issuing authority: one key of a service.
 *
 * @param id the id of the service profile; {@code -k2} and so on behind it for later keys
 * @param name subject of its certificate (RFC 4514)
 * @param certificate its self-signed certificate (D-21)
 */
public record Authority(String id, String name, Instant notBefore, Instant notAfter, Der certificate) {

    /** The service it belongs to: several authorities are the keys of one service, which follow each other. */
    public String service() {
        return KeyGeneration.of(id).service();
    }

    /** Which of them it is: 1, 2, … */
    public int generation() {
        return KeyGeneration.of(id).number();
    }
}
