package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The assembled program as a server, and a program that talks to it with the key. */
final class Serve implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Child child;
    private final URI address;
    private final long pid;
    private final String key;

    private Serve(Child child, JsonNode server, String key) {
        this.child = child;
        address = URI.create(server.path("url").asText());
        pid = server.path("pid").asLong();
        this.key = key;
    }

    /** Starts it on a port that is free, and waits until it answers. */
    static Serve in(Installation installation) throws IOException, InterruptedException {
        Child child = installation.start("serve", "--port", "0");
        Path file = installation.data().resolve("server.json");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file)) {
            assertTrue(child.isAlive() && System.nanoTime() < deadline, "The server does not come");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        String key = Files.readString(installation.data().resolve("api-key")).strip();
        return new Serve(child, MAPPER.readTree(Files.readString(file)), key);
    }

    URI address() {
        return address;
    }

    long pid() {
        return pid;
    }

    String key() {
        return key;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET(), 200);
    }

    /** Submits a download of something that nobody serves; its id. */
    String submit(String name) throws IOException, InterruptedException {
        String body = "{\"url\":\"http://127.0.0.1:9/" + name + ".safetensors\"}";
        HttpRequest.Builder request = request("/downloads").header("Content-Type", "application/json");
        return answer(request.POST(BodyPublishers.ofString(body)), 201)
                .path("id")
                .asText();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + key);
    }

    private JsonNode answer(HttpRequest.Builder request, int status) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        return MAPPER.readTree(answer.body());
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
