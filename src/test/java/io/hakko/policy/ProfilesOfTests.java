package io.hakko.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Profiles for tests of other modules. */
public final class ProfilesOfTests {

    private ProfilesOfTests() {}

    /** The shipped profiles and one like AOSign with other values at some JSON pointers; the values are YAML. */
    public static Profiles shippedAndOneWith(Map<String, String> changes) {
        ObjectNode tree = InventedProfiles.tree(InventedProfiles.AOSIGN);
        changes.forEach((pointer, value) -> InventedProfiles.set(tree, pointer, value));
        List<ServiceProfile> profiles = new ArrayList<>(new Profiles().all());
        profiles.add(InventedProfiles.read(tree));
        return new Profiles(profiles);
    }
}
