package io.hakko.delivery;

import io.hakko.delivery.domain.Dispatch;
import io.hakko.delivery.domain.DispatchChannel;
import io.hakko.delivery.domain.PackingItem;
import io.hakko.delivery.domain.Parcel;
import io.hakko.delivery.domain.TrackingNumber;
import io.hakko.notice.LetterId;
import io.hakko.notice.Letters;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.shared.Actor;
import java.util.List;
import org.springframework.stereotype.Component;

/** Letters that travel in a parcel: when it is posted, so are they. */
@Component
class EnclosedLetters {

    private final Letters letters;

    EnclosedLetters(Letters letters) {
        this.letters = letters;
    }

    /** These parcels of a card were posted for the first time. */
    void post(Dispatch dispatch, List<Parcel> parcels, Actor actor) {
        post(dispatch.issueNotice(), holding(PackingItem.ISSUE_NOTICE, parcels), actor);
        dispatch.receiptForm().ifPresent(form -> post(form, holding(PackingItem.RECEIPT_FORM, parcels), actor));
        dispatch.invoice().ifPresent(invoice -> post(invoice, holding(PackingItem.INVOICE, parcels), actor));
    }

    private static Parcel holding(PackingItem item, List<Parcel> parcels) {
        return parcels.stream()
                .filter(parcel -> parcel.items().contains(item))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no parcel holds " + item));
    }

    private void post(String letter, Parcel parcel, Actor actor) {
        Parcel.Posted posted = parcel.posted().orElseThrow();
        letters.post(
                LetterId.of(letter),
                new PostLetter(
                        posted.on(),
                        channel(parcel.channel()),
                        posted.trackingNumber().map(TrackingNumber::value)),
                actor);
    }

    private static PostingChannel channel(DispatchChannel channel) {
        return switch (channel) {
            case RESTRICTED_MAIL -> PostingChannel.RESTRICTED;
            case SIMPLE_REGISTERED -> PostingChannel.SIMPLIFIED_REGISTERED;
            case COUNTER -> PostingChannel.COUNTER;
        };
    }
}
