package io.hakko.card.integration;

/**
 * What protects the commands of a session besides the authentication of host and card (ISO/IEC 7816-4 secure messaging, GlobalPlatform
 * SCP03, SP 800-73-4 part 2 section 4). It belongs to the product: who buys cards that ask for it adds it here, and nothing else
 * changes.
 */
interface SecureMessaging {

    /** Cards that are loaded in a reader at the machine that knows the secrets. */
    SecureMessaging NONE = bare -> bare;

    /**
     * Opens a protected way over a bare one, after the application was selected.
     *
     * @throws io.hakko.card.domain.CardFault when the card does not open it
     */
    CommandChannel over(CommandChannel bare);
}
