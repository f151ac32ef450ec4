package io.hakko.calendar;

import java.time.ZoneId;

/** The authority's zone. */
public final class Zones {

    public static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private Zones() {}
}
