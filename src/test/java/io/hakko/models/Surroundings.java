package io.hakko.models;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a model may name outside of itself.
 *
 * @param processes ids of all processes
 * @param delegates bean names of all delegates
 * @param form whether a file exists under {@code forms/}
 * @param duties who may do what (D-16)
 */
record Surroundings(Set<String> processes, Set<String> delegates, Predicate<String> form, Map<String, Duty> duties) {

    /**
     * A duty of the table "who does what".
     *
     * @param roles who may do it
     * @param conflicts duties that the same person must not have done on the same case
     */
    record Duty(Set<String> roles, Set<String> conflicts) {}
}
