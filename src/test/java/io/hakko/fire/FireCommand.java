package io.hakko.fire;

import java.util.List;

/** Something a test can make a {@link FireNode} do. Beans of this type are found by their name. */
public interface FireCommand {

    /** The first word of the line. */
    String name();

    /**
     * Does it.
     *
     * @param words the other words of the line
     * @return what the test is told
     */
    String run(List<String> words) throws Exception;

    static FireCommand of(String name, Body body) {
        return new FireCommand() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String run(List<String> words) throws Exception {
                return body.run(words);
            }
        };
    }

    /** What it does. */
    interface Body {
        String run(List<String> words) throws Exception;
    }
}
