package dev.stowage.app.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The text of one event. JSON has no line break outside of its strings and none inside them, so that it is one line of data. */
final class Frame {
    /** A line that is no event; it keeps the connection from looking dead. */
    static final byte[] HEARTBEAT = bytes(":\n\n");

    private static final int RETRY_MILLIS = 2_000;

    private Frame() {}

    /** An event that names no state. */
    static byte[] of(String event, JsonNode data) {
        return of(Optional.empty(), event, data);
    }

    static byte[] of(Optional<EventId> id, String event, JsonNode data) {
        String named = id.map(known -> "id: " + known.text() + "\n").orElse("");
        return bytes(named + "event: " + event + "\ndata: " + data + "\n\n");
    }

    /** The first event, with how soon to come back when the connection is lost. */
    static byte[] first(String event, JsonNode data) {
        return bytes("retry: " + RETRY_MILLIS + "\nevent: " + event + "\ndata: " + data + "\n\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
