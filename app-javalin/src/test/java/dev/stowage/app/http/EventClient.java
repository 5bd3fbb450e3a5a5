package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a stream of events as a browser does. */
final class EventClient implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** So many may come one after the other: each says that the server lives, and a busy one may be long about a step. */
    private static final int MOST_HEARTBEATS = 4;

    /** Several times as long as there is between two of them. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final HttpURLConnection connection;
    private final BufferedReader lines;
    private final List<Event> seen = new ArrayList<>();

    private EventClient(HttpURLConnection connection) throws IOException {
        this.connection = connection;
        this.lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param raw the lines as they came */
    record Event(Optional<String> id, String name, JsonNode data, String raw) {
        String status() {
            return data.path("status").asText();
        }

        String download() {
            return data.path("id").asText();
        }
    }

    static EventClient open(RunningServer server, String query) throws IOException {
        return open(server, query, Optional.empty());
    }

    /** @param heard the last event, as a browser says it when it comes back */
    static EventClient open(RunningServer server, String query, Optional<String> heard) throws IOException {
        HttpURLConnection connection = connection(server, query);
        connection.setRequestProperty("Authorization", "Bearer " + server.key());
        heard.ifPresent(id -> connection.setRequestProperty("Last-Event-ID", id));
        return new EventClient(connection);
    }

    /** As a browser that is logged in. */
    static EventClient loggedIn(RunningServer server, String cookie) throws IOException {
        HttpURLConnection connection = connection(server, "");
        connection.setRequestProperty("Cookie", cookie);
        return new EventClient(connection);
    }

    private static HttpURLConnection connection(RunningServer server, String query) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) server.uri("/events" + query).toURL().openConnection();
        connection.setRequestProperty("Accept", "text/event-stream");
        connection.setReadTimeout(PATIENCE_MILLIS);
        return connection;
    }

    String contentType() {
        return connection.getContentType();
    }

    /** The next event, which has to come before too many heartbeats say that there is none. */
    Event next() throws IOException {
        int heartbeats = 0;
        Optional<String> id = Optional.empty();
        String name = "message";
        StringBuilder raw = new StringBuilder();
        JsonNode data = MAPPER.nullNode();
        while (true) {
            String line = line();
            if (line == null) {
                throw new IOException("The stream has ended");
            }
            if (line.startsWith(":")) {
                assertTrue(++heartbeats < MOST_HEARTBEATS, () -> "Nothing came for a long time after " + names());
                continue;
            }
            if (line.isEmpty() && raw.isEmpty()) {
                continue; // the end of a heartbeat
            }
            raw.append(line).append('\n');
            if (line.startsWith("id: ")) {
                id = Optional.of(line.substring(4));
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = MAPPER.readTree(line.substring(6));
            } else if (line.isEmpty() && !data.isNull()) {
                Event event = new Event(id, name, data, raw.toString());
                seen.add(event);
                return event;
            }
        }
    }

    private @Nullable String line() throws IOException {
        try {
            return lines.readLine();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("Nothing came any more after " + names(), e);
        }
    }

    private List<String> names() {
        return seen.stream().map(event -> event.name() + " " + event.status()).toList();
    }

    Event next(String name) throws IOException {
        return until(event -> event.name().equals(name));
    }

    Event until(Predicate<Event> wanted) throws IOException {
        while (true) {
            Event event = next();
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    /** Until a download has this status. */
    Event status(String download, String status) throws IOException {
        return until(event -> event.name().equals("download")
                && event.download().equals(download)
                && event.status().equals(status));
    }

    List<Event> seen() {
        return seen;
    }

    /** What a client says when it comes back. */
    String lastId() {
        return seen.stream()
                .flatMap(event -> event.id().stream())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
