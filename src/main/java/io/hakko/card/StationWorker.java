package io.hakko.card;

import io.hakko.shared.AtStation;
import io.hakko.shared.Outage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets the station of this node work; off in tests and stories, which do it themselves. */
@Component
@AtStation
@ConditionalOnProperty(name = "hakko.station.enabled", matchIfMissing = true)
class StationWorker {

    private static final Logger LOG = LoggerFactory.getLogger(StationWorker.class);

    private final Station station;
    private final AtomicBoolean cutOff = new AtomicBoolean();

    StationWorker(Station station) {
        this.station = station;
    }

    @Scheduled(fixedDelayString = "${hakko.station.interval:PT1S}", initialDelayString = "PT5S")
    void tick() {
        try {
            station.workOnce();
            if (cutOff.getAndSet(false)) {
                LOG.info("The station's server answers again");
            }
        } catch (Outage away) {
            if (!cutOff.getAndSet(true)) {
                LOG.warn("The station's server does not answer: {}", away.getMessage());
            }
        }
    }
}
