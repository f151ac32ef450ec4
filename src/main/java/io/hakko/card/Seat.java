package io.hakko.card;

import io.hakko.shared.Actor;
import java.util.Optional;

/**
 * Who speaks to the office of a station.
 *
 * @param station name of the station
 * @param worker the run of its program, where several could speak for it
 * @param actor for whom its steps are recorded
 */
public record Seat(String station, Optional<String> worker, Actor actor) {

    /** The station in this process. */
    public static Seat here(String station) {
        return new Seat(station, Optional.empty(), Actor.STATION);
    }

    /** A station that stands elsewhere. */
    public static Seat elsewhere(String station, String worker) {
        return new Seat(station, Optional.of(worker), Actor.system("station:" + station));
    }
}
