package dev.stowage.app.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The line to a browser: commands and their answers, and what it tells by itself. */
final class Devtools implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;

    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    private Devtools(URI address) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Receiver())
                .join();
    }

    static Devtools connect(URI address) {
        return new Devtools(address);
    }

    /** Hears all that is told, with the method that names it and the session that it belongs to. */
    void listen(Consumer<JsonNode> listener) {
        listeners.add(listener);
    }

    /**
     * Sends a command and waits for what comes back.
     *
     * @param session the tab that is meant; empty for the browser
     */
    JsonNode call(String method, Map<String, ?> parameters, String session) {
        int id = last.incrementAndGet();
        ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
        message.set("params", MAPPER.valueToTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        synchronized (this) {
            socket.sendText(message.toString(), true).join();
        }
        JsonNode came = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (came.has("error")) {
            throw new IllegalStateException(method + ": " + came.get("error"));
        }
        return came.path("result");
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void receive(String text) {
        JsonNode message;
        try {
            message = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The browser says what is no JSON", e);
        }
        CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt());
        if (answer == null) {
            listeners.forEach(listener -> listener.accept(message));
        } else {
            answer.complete(message);
        }
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
            parts.append(part);
            if (whole) {
                receive(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
