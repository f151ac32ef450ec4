package io.hakko.ca.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which key of an authority: each has certificates, CRLs and CRL numbers of its own. The first has the id of the service
 * profile, the second {@code -k2} behind it.
 *
 * @param service id of the service profile
 * @param number 1, 2, …
 */
public record KeyGeneration(String service, int number) {

    /** There is no number above. */
    public static final int LAST = 99;

    private static final Pattern LATER = Pattern.compile("(.+)-k([2-9]|[1-9][0-9])");

    public static KeyGeneration of(String caId) {
        Matcher later = LATER.matcher(caId);
        return later.matches()
                ? new KeyGeneration(later.group(1), Integer.parseInt(later.group(2)))
                : new KeyGeneration(caId, 1);
    }

    /** Id of the authority with this key. */
    public String caId() {
        return number == 1 ? service : service + "-k" + number;
    }

    /** The one before; there is none before the first. */
    public KeyGeneration previous() {
        return new KeyGeneration(service, number - 1);
    }

    public KeyGeneration next() {
        return new KeyGeneration(service, number + 1);
    }
}
