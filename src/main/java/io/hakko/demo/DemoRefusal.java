package io.hakko.demo;

import io.hakko.shared.RefusalCode;

/** Refusals of the demonstration. */
enum DemoRefusal implements RefusalCode {
    TIME_BACKWARDS("demo.timeBackwards"),
    TOO_FAR("demo.tooFar");

    private final String key;

    DemoRefusal(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
