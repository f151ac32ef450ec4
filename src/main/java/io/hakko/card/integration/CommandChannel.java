package io.hakko.card.integration;

/** The way of a session's commands to its card. */
interface CommandChannel {

    /**
     * Sends one command. It stays the caller's to wipe.
     *
     * @param doing what is said about it when it fails; the command itself never is
     * @param command APDU of a short length (ISO/IEC 7816-4)
     * @return data and status word
     * @throws io.hakko.card.domain.CardFault when the card is gone, does not answer, or its answer cannot be trusted
     */
    byte[] transmit(String doing, byte[] command);
}
