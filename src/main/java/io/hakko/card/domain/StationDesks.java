package io.hakko.card.domain;

import java.time.Instant;
import java.util.Optional;

/** What is known of the stations that stand elsewhere: what lies in their readers, and who is signed in at them. */
public interface StationDesks {

    void report(String station, ReaderReport report, Instant at);

    /** The last report of a station, unless it is older than that. */
    Optional<ReaderReport> lastReport(String station, Instant since);

    /**
     * A person has signed in at a station.
     *
     * @param token hash of what the station shows from now on
     */
    void signIn(String token, String station, String person, Instant at, Instant until);

    /** Who is signed in at a station under a token; extends it. */
    Optional<String> signedIn(String token, String station, Instant now, Instant until);

    void signOut(String token, String station);

    /** The station at which a person signed in last and still is. */
    Optional<String> stationOf(String person, Instant now);
}
