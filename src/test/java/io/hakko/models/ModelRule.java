package io.hakko.models;

import java.util.List;
import java.util.function.Function;

/**
 * A rule for drawing processes.
 *
 * @param name what it asks for
 * @param check names every breach in a model
 */
record ModelRule(String name, Function<ModelFile, List<String>> check) {

    List<String> breachesIn(ModelFile model) {
        return check.apply(model);
    }

    @Override
    public String toString() {
        return name;
    }
}
