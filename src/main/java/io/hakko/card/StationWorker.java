package io.hakko.card;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets the station of this node work; off in tests and stories, which do it themselves. */
@Component
@ConditionalOnProperty(name = "hakko.station.enabled", matchIfMissing = true)
class StationWorker {

    private final Station station;

    StationWorker(Station station) {
        this.station = station;
    }

    @Scheduled(fixedDelayString = "${hakko.station.interval:PT1S}", initialDelayString = "PT5S")
    void tick() {
        station.workOnce();
    }
}
