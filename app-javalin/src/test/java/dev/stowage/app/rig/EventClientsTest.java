package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What programs that listen to a server's events cost it. */
@Tag(Rig.TAG)
@Timeout(300)
final class EventClientsTest {
    private static final int CLIENTS = 200;
    private static final int CHANGES = 50;
    private static final long MOST_MIB = 64;
    private static final long KIB_IN_MIB = 1024;
    private static final int PATIENCE_MILLIS = 60_000;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void manyClientsTogetherCostLittle() throws Exception {
        Installation installation = Installation.in(folder);
        List<Listening> clients = new ArrayList<>();
        try (Child child = installation.start("serve", "--port", "0")) {
            JsonNode server = server(installation, child);
            URI address = URI.create(server.path("url").asText());
            long pid = server.path("pid").asLong();
            String key = Files.readString(installation.data().resolve("api-key")).strip();
            submit(address, key, "warm");
            long before = resident(pid);
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Listening(address, key));
            }
            String last = submit(address, key, "told");
            for (Listening client : clients) {
                client.awaitText(last);
            }
            long cost = resident(pid) - before;
            Rig.report(
                    "Event clients",
                    List.of(CLIENTS + " clients, " + CHANGES + " downloads: " + cost + " MiB on top of " + before));
            assertTrue(cost < MOST_MIB, () -> cost + " MiB");
        } finally {
            for (Listening client : clients) {
                client.close();
            }
        }
    }

    /** What the process has in memory once it has collected what it needs no more, in MiB. */
    private static long resident(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process collecting = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, collecting.waitFor());
        String line = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(one -> one.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / KIB_IN_MIB;
    }

    /** Downloads that nobody serves, each with its changes; the id of the last one. */
    private String submit(URI address, String key, String name) throws IOException, InterruptedException {
        String id = "";
        for (int i = 0; i < CHANGES; i++) {
            String body = "{\"url\":\"http://127.0.0.1:9/" + name + i + ".safetensors\",\"paused\":true}";
            HttpRequest request = HttpRequest.newBuilder(address.resolve("/downloads"))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(201, answer.statusCode(), answer.body());
            id = new ObjectMapper().readTree(answer.body()).path("id").asText();
        }
        return id;
    }

    private static JsonNode server(Installation installation, Child child) throws IOException {
        Path file = installation.data().resolve("server.json");
        long deadline = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        while (!Files.exists(file)) {
            assertTrue(child.isAlive() && System.nanoTime() < deadline, "The server does not come");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return new ObjectMapper().readTree(Files.readString(file));
    }

    /** One client, as plain as can be. */
    private static final class Listening implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Listening(URI address, String key) throws IOException {
            socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String request = "GET /events HTTP/1.1\r\nHost: " + address.getAuthority()
                    + "\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + key + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            awaitText("event: snapshot");
        }

        void awaitText(String text) throws IOException {
            String line = lines.readLine();
            while (!line.contains(text)) {
                line = lines.readLine();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
