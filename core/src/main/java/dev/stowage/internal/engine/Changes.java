package dev.stowage.internal.engine;

import java.util.concurrent.TimeUnit;

/** Counts saved changes, so that somebody can wait for the next one without missing one. */
final class Changes {
    private long count;
    private boolean ended;

    synchronized long count() {
        return count;
    }

    synchronized void happened() {
        count++;
        notifyAll();
    }

    /** Nothing happens any more: whoever waits may go. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Returns when there were more than {@code seen}, or the time is up. */
    synchronized void awaitAfter(long seen, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; count == seen && !ended && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
