package io.hakko.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.calendar.Zones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PolicyPropertyTest {

    private static final long YEAR_2026 = 1_767_225_600L;
    private static final long YEAR_2050 = 2_524_608_000L;

    private final List<ServiceProfile> profiles =
            List.of(InventedProfiles.read(InventedProfiles.AOSIGN), InventedProfiles.read(InventedProfiles.TSUBAKI));

    @Property
    void aCertificateNeverLastsLongerThanFiveYears(@ForAll @LongRange(min = YEAR_2026, max = YEAR_2050) long second) {
        Instant issuedAt = Instant.ofEpochSecond(second);
        for (ServiceProfile profile : profiles) {
            for (Product product : profile.products()) {
                ZonedDateTime end = product.validity().from(issuedAt).notAfter().atZone(Zones.TOKYO);

                assertThat(end.toLocalTime()).hasToString("23:59:59");
                assertThat(end).isBefore(issuedAt.atZone(Zones.TOKYO).plusYears(5));
            }
        }
    }

    @Property
    void moreCardsNeverCostMoreEach(
            @ForAll @IntRange(min = 1, max = 30) int fewer, @ForAll @IntRange(max = 30) int more) {
        for (ServiceProfile profile : profiles) {
            for (Product product : profile.products()) {
                assertThat(profile.price(product.code(), fewer + more))
                        .isLessThanOrEqualTo(profile.price(product.code(), fewer));
            }
        }
    }

    @Property
    void aRuleIsReadAsItIsWritten(@ForAll("rules") DueRule rule) {
        assertThat(DueRule.parse(rule.toString())).isEqualTo(rule);
    }

    @Property
    void aRuleIsKnownWhenItsDaysAreKnownAndMonotoneInThem(
            @ForAll("rules") DueRule rule,
            @ForAll @IntRange(max = 5000) int day,
            @ForAll @IntRange(max = 400) int later) {
        LocalDate first = LocalDate.of(2026, 1, 1).plusDays(day);
        Map<BaseEvent, LocalDate> early = new EnumMap<>(BaseEvent.class);
        Map<BaseEvent, LocalDate> late = new EnumMap<>(BaseEvent.class);
        rule.bases().forEach(base -> early.put(base, first));
        rule.bases().forEach(base -> late.put(base, first.plusDays(later)));

        assertThat(rule.lastDay(early).orElseThrow()).isAfter(first);
        assertThat(rule.lastDay(late).orElseThrow())
                .isAfterOrEqualTo(rule.lastDay(early).orElseThrow());
        rule.bases().forEach(missing -> {
            Map<BaseEvent, LocalDate> partly = new EnumMap<>(early);
            partly.remove(missing);
            assertThat(rule.lastDay(partly)).isEmpty();
        });
    }

    @Provide
    Arbitrary<DueRule> rules() {
        Arbitrary<DueRule> simple = Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(BaseEvent.class),
                                Arbitraries.integers().between(1, 366))
                        .as(DueRule.DaysAfter::new),
                Arbitraries.of(BaseEvent.class).map(DueRule.EndOfNextMonth::new));
        return Arbitraries.oneOf(simple, simple.list().ofMinSize(2).ofMaxSize(4).map(DueRule.LatestOf::new));
    }
}
