package io.hakko.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Service profiles that differ in one value from a shipped one, for tests of other modules. */
public final class TestProfiles {

    private TestProfiles() {}

    /**
     * AOSign G2 with another value.
     *
     * @param pointer JSON pointer into the profile
     * @param value in YAML
     */
    public static Profiles aosignWith(String pointer, String value) {
        return new Profiles(List.of(InventedProfiles.with(InventedProfiles.AOSIGN, pointer, value)));
    }

    /** AOSign G2, changed. */
    public static Profiles aosign(Consumer<ObjectNode> change) {
        return new Profiles(List.of(InventedProfiles.changed(InventedProfiles.AOSIGN, change)));
    }
}
