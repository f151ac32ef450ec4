package io.hakko.card.web;

import java.util.List;
import java.util.Map;

/** What the trail knows of the stations that may come in at this node. */
interface StationTrail {

    /**
     * A certificate that came, went, or got another name.
     *
     * @param certificate SHA-256
     * @param before name of the station, {@code ""} when there was none
     * @param after name of the station, {@code ""} when there is none
     */
    record Change(String certificate, String before, String after) {}

    /** The names of the stations by their certificate, as they were recorded last. */
    Map<String, String> names();

    /** Records all of them, or none. */
    void record(List<Change> changes);
}
