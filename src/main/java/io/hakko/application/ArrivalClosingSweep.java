package io.hakko.application;

import io.hakko.workflow.Sweep;
import org.springframework.stereotype.Component;

/** Opens the closing of arrivals on every business day. Days on which nothing ran are covered by the next closing. */
@Component
class ArrivalClosingSweep implements Sweep {

    private final ArrivalClosingService closings;

    ArrivalClosingSweep(ArrivalClosingService closings) {
        this.closings = closings;
    }

    @Override
    public String name() {
        return "arrival-closing";
    }

    @Override
    public void sweep() {
        closings.openToday();
    }
}
