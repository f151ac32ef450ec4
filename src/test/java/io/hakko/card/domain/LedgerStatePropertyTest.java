package io.hakko.card.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of the ledger. */
class LedgerStatePropertyTest {

    @Property
    void whatFollowsIsWhatComesBefore(@ForAll LedgerState from, @ForAll LedgerState to) {
        assertThat(to.previous().contains(from)).isEqualTo(from.allows(to));
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
}
