package io.hakko.application;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The examples in {@code docs/examples}. */
public final class Examples {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Examples() {}

    public static ObjectNode corporation() {
        return read("aosign-corporation");
    }

    public static ObjectNode agent() {
        return read("aosign-agent");
    }

    public static ObjectNode soleProprietor() {
        return read("aosign-sole-proprietor");
    }

    public static ObjectNode deficient() {
        return read("aosign-deficient");
    }

    public static ObjectNode read(String name) {
        try {
            return (ObjectNode)
                    JSON.readTree(Path.of("docs/examples", name + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
