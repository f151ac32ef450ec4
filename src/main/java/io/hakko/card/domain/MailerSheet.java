package io.hakko.card.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;

/**
 * What stands on a PIN letter besides PIN and unblocking value.
 *
 * @param service Japanese name of the service
 * @param sender company that sends it
 * @param holder name of the holder in Japanese
 */
public record MailerSheet(
        String service, String sender, CardNumber card, ApplicationNumber application, String holder) {}
