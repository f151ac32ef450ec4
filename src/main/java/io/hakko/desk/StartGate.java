package io.hakko.desk;

/** Lets one node after the other do what is set up at start. */
public interface StartGate {

    /** Runs the work in one transaction that no other node can overlap. */
    void pass(Runnable work);
}
