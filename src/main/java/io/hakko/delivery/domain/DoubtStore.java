package io.hakko.delivery.domain;

import io.hakko.shared.CardNumber;
import java.time.LocalDate;
import java.util.List;

/** Where doubts about the content are kept. */
public interface DoubtStore {

    void add(ContentDoubt doubt);

    /** All doubts about this card, the last one last. */
    List<ContentDoubt> of(CardNumber card);

    /** Stores what was found about the last doubt. */
    void judged(ContentDoubt doubt, ContentDoubt.Verdict verdict);

    /** The reply to the last doubt has arrived. */
    void answered(ContentDoubt doubt, LocalDate arrival);
}
