package io.hakko.card;

import io.hakko.shared.Actor;
import java.util.Set;

/** Signing in at a station of its own: its server checks who it is. */
public interface StationSignIn {

    /**
     * Who has signed in.
     *
     * @param roles ids of the roles that count at a station
     */
    record Operator(Actor actor, Set<String> roles) {
        public Operator {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * Signs a person in.
     *
     * @throws io.hakko.shared.Refusal FORBIDDEN when it is not the password, or the person has no work at a station
     */
    Operator signIn(String user, String password);

    void signOut(Actor actor);

    /** Whether the server has not ended it yet, as far as is known. */
    boolean isSignedIn(Actor actor);
}
