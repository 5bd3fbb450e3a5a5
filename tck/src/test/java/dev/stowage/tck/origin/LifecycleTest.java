package dev.stowage.tck.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LifecycleTest extends OriginTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void refusesRequestsAboveTheLimit() throws Exception {
        Gate gate = new Gate();
        origin.limitParallel(1, AnswerFaults.retryAfter(503, "1"));
        route.next(BodyFaults.heldAt(10, gate));
        try (Socket first = ask()) {
            gate.awaitReached(LIMIT);
            assertEquals(503, get(uri).statusCode());
            gate.open();
            assertEquals(10_000, RawClient.readToEnd(first).body().length);
        }
        assertEquals(200, get(uri).statusCode());
    }

    @Test
    void freesAPlaceBeforeTheClientCanKnow() throws Exception {
        origin.limitParallel(1, AnswerFaults.reset());
        route.next(BodyFaults.truncatedAt(5), FramingFaults.closeDelimited(), FramingFaults.chunked(100));
        for (int i = 0; i < 300; i++) {
            RawClient.Answer answer = RawClient.get(uri);
            assertFalse(answer.reset(), "request " + i);
        }
    }

    @Test
    void servesManyClientsAtOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<HttpResponse<byte[]>>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String range = "bytes=" + i * 50 + "-" + (i * 50 + 49);
                calls.add(() -> range(range));
            }
            List<Future<HttpResponse<byte[]>>> answers = clients.invokeAll(calls);
            for (int i = 0; i < 200; i++) {
                assertEquals(
                        Content.of(part(i * 50L, 50)).sha256(),
                        Content.of(answers.get(i).get().body()).sha256());
            }
        } finally {
            clients.shutdown();
        }
        assertEquals(200, origin.requests().size());
    }

    @Test
    void countsWhatItHandsToTheNetwork() throws IOException {
        RawClient.Answer answer = RawClient.get(uri);
        assertEquals(answer.bytes().length, origin.bytesSent());
    }

    @Test
    void keepsItsRecordsAfterClose() throws Exception {
        get(uri);
        origin.close();
        origin.close();
        assertEquals(1, origin.requests().size());
        assertEquals(1, origin.connections());
        assertThrows(IOException.class, () -> get(uri));
    }

    @Test
    void endsEveryThreadOnClose() throws Exception {
        Gate gate = new Gate();
        route.next(
                BodyFaults.stalledAt(5),
                BodyFaults.heldAt(5, gate),
                BodyFaults.slowFrom(5, 1, Duration.ofDays(1)),
                FramingFaults.endless(1));
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(ask());
            origin.awaitRequests(i + 1, LIMIT);
        }
        clients.add(RawClient.open(uri));
        gate.awaitReached(LIMIT);
        origin.close();
        String name = "scripted-origin-" + uri.getPort() + "-";
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith(name)));
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    void tellsWhatFailedInTheScript() throws Exception {
        AssertionError failure = new AssertionError("no such request expected");
        route.next((request, resource) -> {
            throw failure;
        });
        assertEquals(500, get(uri).statusCode());
        assertEquals(200, get(uri).statusCode());
        IllegalStateException failed = assertThrows(IllegalStateException.class, origin::close);
        assertSame(failure, failed.getCause());
    }

    @Test
    void reportsRequestsThatDoNotCome() {
        assertThrows(IllegalStateException.class, () -> origin.awaitRequests(1, Duration.ofMillis(1)));
        assertThrows(IllegalStateException.class, () -> new Gate().awaitReached(Duration.ofMillis(1)));
    }

    private Socket ask() throws IOException {
        Socket socket = RawClient.open(uri);
        socket.getOutputStream().write(RawClient.request(uri).getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }
}
