package dev.stowage.http;

import java.time.Clock;

/**
 * What all connections of a transfer share.
 *
 * @param job what is wanted
 * @param source where it is
 * @param stored what is there of it
 * @param admission room for it
 * @param limits threads and places for connections
 * @param settings times and sizes
 */
record Gear(Job job, Source source, Stored stored, Admission admission, Limits limits, Settings settings) {
    /**
     * What an installation decides.
     *
     * @param clock the time
     * @param rhythm how often things happen
     * @param sizes how small segments may be
     * @param largest the most bytes that a file may have
     * @param connections the most connections of one transfer
     */
    record Settings(Clock clock, Rhythm rhythm, SegmentPlan.Sizes sizes, long largest, int connections) {}

    /** By a monotonic clock, in nanoseconds. */
    long now() {
        return settings.rhythm().nanos().getAsLong();
    }

    /** The size of the whole, as a person reads it. */
    String total() {
        return stored.header().total().isPresent()
                ? Long.toString(stored.header().total().getAsLong())
                : "an unknown number of";
    }
}
