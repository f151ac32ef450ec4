package io.hakko.ca;

import io.hakko.shared.Actor;
import java.util.Arrays;

/** One of the two who hold a ceremony, with the password that proves it. */
public record CeremonyPerson(Actor actor, char[] password) {

    void forgetPassword() {
        Arrays.fill(password, '\0');
    }
}
