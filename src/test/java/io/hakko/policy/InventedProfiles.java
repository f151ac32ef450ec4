package io.hakko.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Profiles for tests, whole and spoiled. */
public final class InventedProfiles {

    static final String AOSIGN = "/profiles/aosign-g2/2026-04-01.yml";
    static final String DIACERT = "/profiles/diacert-plus/2025-04-01.yml";
    static final String TSUBAKI = "/invented-profiles/tsubaki-sign/2026-10-01.yml";

    private static final YAMLMapper YAML = new YAMLMapper();

    private InventedProfiles() {}

    /** An installation that runs only the invented service. */
    public static Profiles tsubaki() {
        return new Profiles(List.of(read(TSUBAKI)));
    }

    /** An installation whose card keys are imported. */
    public static Profiles importing() {
        return new Profiles(List.of(changed(TSUBAKI, tree -> tree.put("keyGeneration", "IMPORT"))));
    }

    static ObjectNode tree(String resource) {
        try (InputStream yaml = InventedProfiles.class.getResourceAsStream(resource)) {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServiceProfile read(JsonNode tree) {
        try {
            return new ProfileReader().read("test", new ByteArrayInputStream(YAML.writeValueAsBytes(tree)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServiceProfile read(String resource) {
        return read(tree(resource));
    }

    static ServiceProfile changed(String resource, Consumer<ObjectNode> change) {
        ObjectNode tree = tree(resource);
        change.accept(tree);
        return read(tree);
    }

    /** Sets the value at a JSON pointer; the value is written in YAML. */
    static ServiceProfile with(String resource, String pointer, String value) {
        return changed(resource, tree -> set(tree, pointer, value));
    }

    static void set(ObjectNode tree, String pointer, String value) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = tree.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1);
        try {
            JsonNode node = YAML.readTree(value);
            if (parent instanceof ObjectNode object) {
                object.set(last, node);
            } else if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(last), node);
            } else {
                throw new IllegalArgumentException("nothing at " + pointer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
