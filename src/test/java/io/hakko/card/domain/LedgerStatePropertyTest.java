package io.hakko.card.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Der;
import io.hakko.shared.ProfileRef;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Laws of the ledger. */
class LedgerStatePropertyTest {

    private static final Map<LedgerState, UnaryOperator<Personalization>> STEPS = Map.of(
            LedgerState.KEYED, card -> card.keyed(Der.of(new byte[] {1})),
            LedgerState.CERTIFIED, card -> card.certified(new CertificateSerial(BigInteger.TEN)),
            LedgerState.WRITTEN, Personalization::written,
            LedgerState.PIN_SET, Personalization::pinSet,
            LedgerState.VERIFIED, Personalization::verified,
            LedgerState.MAILER_PRINTED, Personalization::mailerPrinted,
            LedgerState.INSPECTED, Personalization::inspected,
            LedgerState.SPOILED, card -> card.spoiled("test"));

    @Property
    void whateverIsTriedTheLedgerOnlyTakesAllowedSteps(@ForAll @Size(max = 40) List<LedgerState> wishes) {
        Personalization card = reserved();
        for (LedgerState wish : wishes) {
            if (!STEPS.containsKey(wish)) {
                continue;
            }
            LedgerState before = card.state();
            int version = card.version();
            if (before.allows(wish)) {
                card = STEPS.get(wish).apply(card);
                assertThat(card.state()).isEqualTo(wish);
                assertThat(card.version()).isEqualTo(version + 1);
            } else {
                Personalization refused = card;
                assertThatThrownBy(() -> STEPS.get(wish).apply(refused)).isInstanceOf(LedgerViolation.class);
            }
            assertThat(card.state() == LedgerState.RESERVED
                            || card.state() == LedgerState.SPOILED
                            || card.publicKey().isPresent())
                    .isTrue();
            assertThat(card.state() == LedgerState.SPOILED)
                    .isEqualTo(card.reason().isPresent());
        }
    }

    @Property
    void everyCardThatIsNotFinalCanBeSpoiled(@ForAll LedgerState state) {
        assertThat(state.isFinal() || state.allows(LedgerState.SPOILED)).isTrue();
    }

    @Property
    void fromEveryStateThatIsNotFinalInspectionCanBeReached(@ForAll LedgerState state) {
        assertThat(state.isFinal() || reaches(state, 0)).isTrue();
    }

    @Property
    void nothingFollowsAFinalState(@ForAll LedgerState from, @ForAll LedgerState to) {
        assertThat(from.isFinal() && from.allows(to)).isFalse();
    }

    @Example
    void onlyInspectedAndSpoiledAreFinal() {
        assertThat(LedgerState.values())
                .filteredOn(LedgerState::isFinal)
                .containsExactly(LedgerState.INSPECTED, LedgerState.SPOILED);
    }

    @Example
    void onlyALostPinLeadsBack() {
        for (LedgerState from : LedgerState.values()) {
            assertThat(from.next())
                    .filteredOn(to -> to.compareTo(from) <= 0)
                    .allSatisfy(to -> assertThat(to).isEqualTo(LedgerState.WRITTEN));
        }
        assertThat(LedgerState.PIN_SET.allows(LedgerState.WRITTEN)).isTrue();
        assertThat(LedgerState.VERIFIED.allows(LedgerState.WRITTEN)).isTrue();
        assertThat(LedgerState.MAILER_PRINTED.allows(LedgerState.WRITTEN)).isFalse();
    }

    private static boolean reaches(LedgerState state, int depth) {
        return state == LedgerState.INSPECTED
                || (depth < LedgerState.values().length
                        && state.next().stream().anyMatch(next -> reaches(next, depth + 1)));
    }

    private static Personalization reserved() {
        return new Personalization(
                CardNumber.of("4911", 1),
                ApplicationNumber.of("AO-2026-000001"),
                new ProfileRef("aosign-g2", LocalDate.of(2026, 1, 1)),
                ChipSerial.of("0011223344556677"),
                "station-1",
                "hakko-taro",
                Instant.EPOCH,
                LedgerState.RESERVED,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                1);
    }
}
