package io.hakko.delivery.domain;

import static io.hakko.delivery.domain.PackingItem.CARD;
import static io.hakko.delivery.domain.PackingItem.ISSUE_NOTICE;
import static io.hakko.delivery.domain.PackingItem.PIN_LETTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hakko.shared.CardNumber;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may get what (A-DLV-03, A-DLV-04). */
class ParcelPlanTest {

    private static final Addressee.Holder HOLDER =
            new Addressee.Holder(new PostalLabel("100-0001", "東京都千代田区例示町1", "例示 太郎"));
    private static final Addressee.Agent AGENT =
            new Addressee.Agent(new PostalLabel("530-0001", "大阪府大阪市例示区2", "見本 花子"));

    @Test
    void givesTheHolderEverythingInOneParcel() {
        ParcelPlan plan = new ParcelPlan.CardWithPin(
                HOLDER, DispatchChannel.RESTRICTED_MAIL, List.of(CARD, PIN_LETTER, ISSUE_NOTICE));

        assertThat(plan.content()).isEqualTo(ParcelContent.CARD_WITH_PIN);
        assertThat(plan.to().recipient()).isEqualTo(Addressee.Recipient.HOLDER);
    }

    @Test
    void givesAnAgentNeitherPinNorIssueNotice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ParcelPlan.CardAlone(AGENT, DispatchChannel.RESTRICTED_MAIL, List.of(CARD, PIN_LETTER)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ParcelPlan.CardAlone(AGENT, DispatchChannel.RESTRICTED_MAIL, List.of(CARD, ISSUE_NOTICE)));
    }

    @Test
    void keepsThePinAwayFromTheCardOfAnAgent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ParcelPlan.PinAlone(HOLDER, DispatchChannel.SIMPLE_REGISTERED, List.of(PIN_LETTER, CARD)));
    }

    @Test
    void sendsNoCardByPlainRegisteredMail() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParcelPlan.CardAlone(AGENT, DispatchChannel.SIMPLE_REGISTERED, List.of(CARD)));
    }

    @Test
    void recordsNoPinForAnAgent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Parcel(
                        CardNumber.of("1101", 1),
                        ParcelContent.PIN,
                        Addressee.Recipient.AGENT,
                        DispatchChannel.SIMPLE_REGISTERED,
                        List.of(PIN_LETTER),
                        Parcel.State.PREPARED,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void showsNoAddressInMessages() {
        assertThat(HOLDER.toString()).doesNotContain("例示").doesNotContain("100-0001");
    }
}
