package io.hakko.delivery;

import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.TaskId;
import java.util.List;

/** 封入・差出: from the card that passed inspection to the card in the mail. Every method is one transaction. */
public interface Dispatches {

    /**
     * Lays out the parcels of a card and writes the issue notice (発行通知書). Idempotent.
     *
     * @return whether an agent receives the card, and the PIN therefore goes its own way (A-DLV-04)
     */
    boolean prepare(ApplicationNumber application);

    /** The parcel with the card, for the task カードを封入する. */
    ParcelView cardParcel(TaskId task, Actor actor);

    /** The parcel with the PIN, for the task PINを封入する. */
    ParcelView pinParcel(TaskId task, Actor actor);

    /** All parcels, for the task 差し出す; that with the card first. */
    List<ParcelView> parcels(TaskId task, Actor actor);

    /**
     * The card is packed.
     *
     * @throws io.hakko.shared.Refusal at {@code /cardNumber} or {@code /allEnclosed}
     */
    void packCard(TaskId task, Actor actor, PackParcel packed);

    /**
     * The PIN is packed, by another person than the card (D-16).
     *
     * @throws io.hakko.shared.Refusal at {@code /cardNumber} or {@code /allEnclosed}; FORBIDDEN for the card's packer
     */
    void packPin(TaskId task, Actor actor, PackParcel packed);

    /**
     * The parcels are given away; reminder and receipt deadline are armed (D-01, D-04).
     *
     * @throws io.hakko.shared.Refusal at {@code /postedOn}, {@code /cardTrackingNumber} or {@code /pinTrackingNumber}
     */
    void post(TaskId task, Actor actor, PostParcels posting);
}
