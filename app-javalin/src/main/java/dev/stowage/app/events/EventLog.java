package dev.stowage.app.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last events of this boot, once for all clients: each keeps the number up to which it has heard. Guarded by its {@link Feed}. */
final class EventLog {
    private final String boot;
    private final @Nullable Entry[] ring;
    private long head;
    private Instant at;

    /** @param at how far the state has come before the first event */
    EventLog(String boot, int capacity, Instant at) {
        this.boot = boot;
        this.ring = new Entry[capacity];
        this.at = at;
    }

    private record Entry(Set<Topic> topics, byte[] frame) {}

    /** @param time how far the state has come; empty for what changes no state */
    void add(Set<Topic> topics, String event, JsonNode data, Optional<Instant> time) {
        at = time.orElse(at);
        head++;
        ring[slot(head)] = new Entry(topics, Frame.of(Optional.of(id()), event, data));
    }

    /** The number of the last event; 0 before the first. */
    long head() {
        return head;
    }

    /** Names the state after the last event. */
    EventId id() {
        return new EventId(boot, head, at);
    }

    /** Whether everything after this number is still here. */
    boolean holds(long number) {
        return number >= head - ring.length && number >= 0 && number <= head;
    }

    /** The frame of an event, the same bytes for everybody, unless it is about none of these topics. */
    Optional<byte[]> frame(long number, Set<Topic> topics) {
        return Optional.ofNullable(ring[slot(number)])
                .filter(entry -> entry.topics().stream().anyMatch(topics::contains))
                .map(Entry::frame);
    }

    private int slot(long number) {
        return (int) (number % ring.length);
    }
}
