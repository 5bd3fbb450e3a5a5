package dev.stowage.tck.fake;

/**
 * The process is dead from here on, as far as a test is concerned. An error, so that nobody mistakes it for an expected failure.
 *
 * @since 0.1
 */
public final class SimulatedCrash extends Error {
    SimulatedCrash() {
        super("The simulated process has died");
    }
}
