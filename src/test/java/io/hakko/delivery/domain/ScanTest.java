package io.hakko.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.shared.CardNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type or scan. */
class ScanTest {

    private static final CardNumber CARD = CardNumber.of("1101", 42);

    @ParameterizedTest
    @ValueSource(strings = {"1101000000000428", " 1101 0000 0000 0428 ", "１１０１０００００００００４２８", "1101-0000-0000-0428"})
    void readsTheNumberOfTheCardFace(String typed) {
        assertThat(ScannedCardNumber.parse(typed).is(CARD)).isTrue();
    }

    @Test
    void tellsAnotherCardFromAMisreadOne() {
        assertThat(ScannedCardNumber.parse(CardNumber.of("1101", 43).value()).isCardNumber())
                .isTrue();
        assertThat(ScannedCardNumber.parse("1101000000000429").isCardNumber()).isFalse();
        assertThat(ScannedCardNumber.parse("　").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678903", "123-45-67890-3", "１２３４５６７８９０３"})
    void readsTheUsualTrackingNumber(String typed) {
        assertThat(TrackingNumber.parse(typed)).hasValueSatisfying(number -> {
            assertThat(number.value()).isEqualTo("12345678903");
            assertThat(number.isUsual()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678906", "1234567890", "RE123456789JP"})
    void warnsOfAnUnusualTrackingNumber(String typed) {
        assertThat(TrackingNumber.parse(typed))
                .hasValueSatisfying(number -> assertThat(number.isUsual()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---", "12345", "お問い合わせ", "123456789012345678901"})
    void refusesWhatIsNoTrackingNumber(String typed) {
        assertThat(TrackingNumber.parse(typed)).isEmpty();
    }

    @Test
    void makesUsualNumbers() {
        assertThat(TrackingNumber.ofSequence(9_999_999_999L).isUsual()).isTrue();
    }
}
