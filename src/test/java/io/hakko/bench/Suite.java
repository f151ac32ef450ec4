package io.hakko.bench;

/**
 * A suite of measurements, run by {@code mvn -Pbench verify}. A new suite is one class below {@code io.hakko} that
 * implements this and has a constructor without arguments; {@link SuitesBench} finds it.
 */
public interface Suite {

    /** As in {@code -Dbench=NAME}. */
    String name();

    /**
     * Measures.
     *
     * @throws AssertionError when what was measured was not done right; its rows are not written then
     */
    void run(Report report) throws Exception;
}
