package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Downloads;
import dev.stowage.api.StowageListener;
import dev.stowage.app.Samples;
import dev.stowage.app.events.EventStreams;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Page;
import dev.stowage.model.Reference;
import dev.stowage.model.UserId;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that do not behave, and too many of them, over real connections; the server's patience is two seconds here. */
@Timeout(120)
final class EventPlacesTest {
    private static final int MOST_CLIENTS = 3;

    /** Far more than connections hold, and than are told in two seconds. */
    private static final int MOST_EVENTS = 10_000;

    private static final int PATIENCE_MILLIS = 60_000;

    private StowageListener engine = new StowageListener() {};
    private EventStreams streams;
    private Javalin server;

    @BeforeEach
    void start() throws StowageException {
        EventStreams.Terms terms = new EventStreams.Terms("boot", MOST_CLIENTS, Duration.ofMillis(25));
        streams = EventStreams.start(emptyQueue(), this::hearing, Clock.systemUTC(), terms);
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    Problems.addTo(config.routes);
                    config.routes.before(context -> Access.remember(context, () -> true));
                    new EventRoutes(streams).addTo(new Routes(config.routes));
                })
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        streams.close();
        server.stop();
    }

    @Test
    void whoNeverReadsIsDroppedAndMakesRoomWhileTheOthersGoOn() throws Exception {
        try (Client silent = new Client();
                Client reading = new Client()) {
            reading.await("event: snapshot");
            for (int version = 1; version < 200 || streams.clients() > 1; version++) {
                assertTrue(version < MOST_EVENTS, "it is still served");
                tell(version);
                reading.await("\"version\":" + version + ",");
            }
            silent.readToItsEnd();
            try (Client next = new Client();
                    Client another = new Client()) {
                next.await("event: snapshot");
                another.await("event: snapshot");
            }
        }
    }

    @Test
    void oneMoreThanAreServedIsToldToComeBackAndDoesWhenAnotherHasGone() throws Exception {
        try (Client first = new Client();
                Client second = new Client()) {
            try (Client third = new Client()) {
                for (Client client : List.of(first, second, third)) {
                    client.await("event: snapshot");
                }
                try (Client refused = new Client()) {
                    assertTrue(refused.line().startsWith("HTTP/1.1 503 "));
                    refused.await("Retry-After: 10");
                    String problem = refused.await("\"code\":\"too_many_clients\"");
                    assertTrue(problem.contains("\"retryable\":true"), problem);
                }
                assertEquals(MOST_CLIENTS, streams.clients());
            }
            for (int version = 1; streams.clients() == MOST_CLIENTS; version++) {
                assertTrue(version < MOST_EVENTS, "it still has its place");
                tell(version);
                first.await("\"version\":" + version + ",");
                second.await("\"version\":" + version + ",");
            }
            try (Client next = new Client()) {
                next.await("event: snapshot");
            }
        }
    }

    /** An event of eight thousand characters and more. */
    private void tell(long version) {
        Reference reference = new Reference("https://example.org/" + "x".repeat(8_000));
        Download told = new DownloadBuilder(new DownloadId("d1"), UserId.LOCAL, reference, Samples.NOW)
                .version(version)
                .build();
        engine.submitted(told);
    }

    private Subscription hearing(StowageListener listener) {
        engine = listener;
        return () -> {};
    }

    private static Downloads emptyQueue() {
        return (Downloads) Proxy.newProxyInstance(
                Downloads.class.getClassLoader(),
                new Class<?>[] {Downloads.class},
                (queue, method, arguments) ->
                        method.getName().equals("list") ? new Page<>(List.of(), Optional.empty()) : Map.of());
    }

    /** One that has asked for the events and reads when the test does. */
    private final class Client implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader lines;

        Client() throws IOException {
            socket.setReceiveBufferSize(4 << 10);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String request =
                    "GET /events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        }

        String line() throws IOException {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("The server has ended it");
            }
            return line;
        }

        String await(String text) throws IOException {
            String line = line();
            while (!line.contains(text)) {
                line = line();
            }
            return line;
        }

        /** What was on its way, and then nothing more. */
        void readToItsEnd() {
            try {
                lines.lines().forEach(line -> {});
            } catch (UncheckedIOException e) {
                assertInstanceOf(SocketException.class, e.getCause()); // a reset is an end, too
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
