package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @TempDir
    private Path folder;

    @Test
    void manyClientsTogetherCostLittle() throws Exception {
        List<Listening> clients = new ArrayList<>();
        try (Serve server = Serve.in(Installation.in(folder))) {
            submit(server, "warm");
            long before = resident(server.pid());
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Listening(server));
            }
            String last = submit(server, "told");
            for (Listening client : clients) {
                client.awaitText(last);
            }
            long cost = resident(server.pid()) - before;
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
    private static String submit(Serve server, String name) throws IOException, InterruptedException {
        String id = "";
        for (int i = 0; i < CHANGES; i++) {
            id = server.submit(name + i);
        }
        return id;
    }

    /** One client, as plain as can be. */
    private static final class Listening implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Listening(Serve server) throws IOException {
            URI address = server.address();
            socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String request = "GET /events HTTP/1.1\r\nHost: " + address.getAuthority()
                    + "\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + server.key() + "\r\n\r\n";
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
