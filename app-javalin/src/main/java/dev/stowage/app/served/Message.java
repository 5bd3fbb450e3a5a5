package dev.stowage.app.served;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * What is said to a server.
 *
 * @param method what is to happen
 * @param path to what, from the server's address on
 * @param body with what
 * @param headers what else the server has to know
 */
record Message(String method, String path, Optional<ObjectNode> body, Map<String, String> headers) {
    static Message of(String method, String path) {
        return new Message(method, path, Optional.empty(), Map.of());
    }

    static Message of(String method, String path, ObjectNode body) {
        return new Message(method, path, Optional.of(body), Map.of());
    }

    /** The same, with the state that is to be changed: a tag, or {@code *} for whatever is there. */
    Message changing(String state) {
        return new Message(method, path, body, Map.of("If-Match", state));
    }
}
