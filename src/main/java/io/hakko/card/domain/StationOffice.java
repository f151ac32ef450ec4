package io.hakko.card.domain;

import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Der;
import java.util.List;
import java.util.function.Supplier;

/**
 * The side of a card station that keeps the ledger: in the same process, or at the other end of a line. Only facts go to
 * it, never a PIN. A step names the version of the ledger's entry that it was made from: told twice it is done once, and
 * told too late it is refused.
 *
 * <p>Every method throws {@link io.hakko.shared.Refusal} when the step is not allowed, or the card is not this station's,
 * and {@link io.hakko.shared.Outage} when nobody answers; whether a step was recorded is then asked by {@link #claim}.
 */
public interface StationOffice {

    /** Name of this station; empty as long as nobody has told it. */
    String station();

    /**
     * The cards that this station may work on now, oldest first. For a while nobody else works on them.
     *
     * @param report what lies in the reader; asked for where the office cannot see it
     */
    List<StationJob> claim(Supplier<ReaderReport> report);

    /** The cards in work, for the page. */
    List<StationJob> jobs();

    /**
     * The key is on the card: KEYED.
     *
     * @param origin where it was made; refused when that is not as the service's profile says
     */
    StationJob keyed(CardStep from, Der publicKey, KeyOrigin origin);

    /** Signs the certificate of the card's key, once: CERTIFIED. The answer has the certificate. */
    StationJob certify(CardStep from);

    CardCertificate certificateOf(CardNumber card);

    /** What stands on the PIN letter of a card besides PIN and unblocking value. */
    MailerSheet letterOf(CardNumber card);

    /**
     * What the card printer puts on the face of a card.
     *
     * @return SVG
     */
    String faceOf(CardNumber card);

    /** WRITTEN: certificate and number are on the card, or its PIN is void and a new one has to be set. */
    StationJob written(CardStep from);

    /** PIN_SET. */
    StationJob pinSet(CardStep from);

    /** VERIFIED. */
    StationJob verified(CardStep from);

    /** The card cannot be used. Harmless when it is not in work any more. */
    void spoil(CardNumber card, String reason);

    /** Somebody is about to read the PIN of that round. */
    void pinShown(CardNumber card, Actor actor);

    /** The PIN letter is sealed: MAILER_PRINTED, and the card goes to inspection. */
    void sealed(CardNumber card, Actor actor);

    /** The PIN letter was spoiled before it was sealed. */
    void jammed(CardNumber card, Actor actor, String reason);

    /** Another person saw the spoiled PIN letter destroyed. */
    void mailerDestroyed(CardNumber card, Actor actor);

    /** Somebody gives up a card that is not finished. */
    void givenUp(CardNumber card, Actor actor, String reason);
}
