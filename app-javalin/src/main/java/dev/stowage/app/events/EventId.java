package dev.stowage.app.events;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names an event so that a client that lost its connection can say how much it has heard, also to a server that was started again.
 *
 * @param boot which start of the server
 * @param number of the event, from 1 in each boot
 * @param at how far the state had come that was told
 */
record EventId(String boot, long number, Instant at) {
    private static final Pattern TEXT = Pattern.compile("([0-9A-Za-z]{1,32})-([0-9]{1,15})-([0-9]{1,15})");

    /** The id that a client sends back; empty for what was never one. */
    static Optional<EventId> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new EventId(
                        parts.group(1),
                        Long.parseLong(parts.group(2)),
                        Instant.ofEpochMilli(Long.parseLong(parts.group(3)))))
                : Optional.empty();
    }

    String text() {
        return boot + "-" + number + "-" + at.toEpochMilli();
    }
}
