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
import java.util.Map;
import java.util.Optional;
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
        Map<PackingItem, Optional<String>> enclosed = Map.of(
                PackingItem.ISSUE_NOTICE, dispatch.issueNotice(), PackingItem.RECEIPT_FORM, dispatch.receiptForm());
        enclosed.forEach((item, letter) -> letter.ifPresent(id -> post(LetterId.of(id), holding(item, parcels), actor)));
    }

    private static Parcel holding(PackingItem item, List<Parcel> parcels) {
        return parcels.stream()
                .filter(parcel -> parcel.items().contains(item))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no parcel holds " + item));
    }

    private void post(LetterId letter, Parcel parcel, Actor actor) {
        Parcel.Posted posted = parcel.posted().orElseThrow();
        letters.post(
                letter,
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
