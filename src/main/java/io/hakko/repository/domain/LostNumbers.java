package io.hakko.repository.domain;

import java.util.List;

/**
 * Tells a database that is older than what is published: a target serves a number that was never allocated here, so a backup
 * was restored. Numbers are allocated in a transaction of their own before anything is published, so that no crash can look
 * like this.
 */
public final class LostNumbers {

    private LostNumbers() {}

    /**
     * Refuses to go on.
     *
     * @param next number that will be allocated next
     * @throws PublicationGateException when a target serves it, or one above
     */
    public static void refuse(String caId, long next, List<PublicationTarget> targets) {
        for (PublicationTarget target : targets) {
            long served = highestNumber(target, caId);
            if (served >= next) {
                throw new PublicationGateException(
                        "The %s of authority %s serves CRL %d, but this database has never numbered one above %d: it is older."
                                        .formatted(target.name(), caId, served, next - 1)
                                + " Run \"hakko repository resume\" first (docker/README.md).");
            }
        }
    }

    /** A place that cannot be asked now says nothing; its delivery will say that it fails. */
    private static long highestNumber(PublicationTarget target, String caId) {
        try {
            return target.highestNumber(caId);
        } catch (RuntimeException dead) {
            return 0;
        }
    }
}
