package io.hakko.card;

import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.ReaderReport;
import io.hakko.card.domain.StationDesks;
import io.hakko.shared.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The station of this node, and those that stand elsewhere. */
@Component
class StationPlaces implements Places {

    /** What a station said longer ago may not be so any more. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Place here;
    private final StationDesks desks;
    private final Clock clock;

    StationPlaces(
            CardReader reader,
            StationDesks desks,
            Clock clock,
            @Value("${hakko.station.name:station-1}") String station) {
        this.here = new Place(station, reader);
        this.desks = desks;
        this.clock = clock;
    }

    @Override
    public Place of(Actor actor) {
        Instant now = clock.instant();
        return desks.stationOf(actor.id(), now)
                .map(station -> new Place(station, new ReportedReader(report(station, now))))
                .orElse(here);
    }

    private ReaderReport report(String station, Instant now) {
        return desks.lastReport(station, now.minus(FRESH))
                .orElse(new ReaderReport("%s（応答なし）".formatted(station), false, Optional.empty()));
    }
}
