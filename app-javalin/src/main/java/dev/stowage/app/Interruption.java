package dev.stowage.app;

import org.jspecify.annotations.Nullable;

/** Lets a signal that ends the process put away first what is under way. */
final class Interruption {
    private volatile boolean happened;
    private @Nullable Runnable parking;

    /** What is to be done should the process be ended from now on. */
    synchronized void during(Runnable park) {
        parking = park;
    }

    /** Nothing is under way any more. Waits when it is just being put away. */
    synchronized void over() {
        parking = null;
    }

    /** The process is about to end: puts away what is under way, once. */
    synchronized void happen() {
        happened = true;
        if (parking != null) {
            Runnable once = parking;
            parking = null;
            once.run();
        }
    }

    /** Whether the process is about to end, so that whoever comes second keeps quiet. */
    boolean happened() {
        return happened;
    }
}
