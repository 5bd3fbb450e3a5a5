package dev.stowage.tck.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BodyFaultsTest extends OriginTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void truncatesWithFin() throws Exception {
        route.next(BodyFaults.truncatedAt(1234));
        RawClient.Answer answer = RawClient.get(uri);
        assertTrue(answer.head().contains("Content-Length: 10000\r\n"));
        assertArrayEquals(part(0, 1234), answer.body());
        assertFalse(answer.reset());
        route.next(BodyFaults.truncatedAt(1234));
        assertThrows(IOException.class, () -> get(uri));
    }

    @Test
    void truncatesWithRst() throws IOException {
        route.next(BodyFaults.resetAt(1234), BodyFaults.resetAt(10_000));
        RawClient.Answer middle = RawClient.get(uri);
        assertArrayEquals(part(0, 1234), middle.body());
        assertTrue(middle.reset());
        RawClient.Answer end = RawClient.get(uri);
        assertArrayEquals(CONTENT.toByteArray(), end.body());
        assertTrue(end.reset());
    }

    @Test
    void closesAfterEverySoManyBytesSoThatRangesFinishTheFile() throws IOException {
        route.always(BodyFaults.truncatedAt(3000));
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        while (received.size() < CONTENT.length()) {
            received.writeBytes(
                    RawClient.get(uri, "Range: bytes=" + received.size() + "-").body());
        }
        assertArrayEquals(CONTENT.toByteArray(), received.toByteArray());
        assertEquals(4, origin.connections());
    }

    @Test
    void stallsInTheMiddleUntilItIsClosed() throws IOException {
        route.always(BodyFaults.stalledAt(1234));
        try (Socket socket = ask()) {
            RawClient.readHead(socket);
            assertArrayEquals(part(0, 1234), socket.getInputStream().readNBytes(1234));
            origin.close();
            assertEquals(0, RawClient.readToEnd(socket).bytes().length);
        }
    }

    @Test
    void forgetsAStalledReplyWhenItsClientLeaves() throws IOException {
        origin.limitParallel(1, AnswerFaults.status(503));
        route.next(BodyFaults.stalledAt(0));
        try (Socket socket = ask()) {
            RawClient.readHead(socket);
        }
        // The place is given back by the origin's own thread: ask until it is.
        while (RawClient.get(uri).text().startsWith("HTTP/1.1 503 ")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void holdsInTheMiddleUntilTheGateOpens() throws Exception {
        Gate gate = new Gate();
        route.always(BodyFaults.heldAt(100, gate));
        try (Socket socket = ask()) {
            gate.awaitReached(LIMIT);
            assertEquals(RawClient.readHead(socket).length() + 100, origin.bytesSent());
            gate.open();
            assertArrayEquals(CONTENT.toByteArray(), RawClient.readToEnd(socket).bytes());
        }
    }

    @Test
    void dripsTheRest() throws IOException {
        route.next(BodyFaults.slowFrom(9_900, 10, Duration.ofMillis(2)));
        long start = System.nanoTime();
        assertArrayEquals(CONTENT.toByteArray(), RawClient.get(uri).body());
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(20).toNanos());
    }

    @Test
    void endsADripWhenItIsClosed() throws IOException {
        route.always(BodyFaults.slowFrom(0, 1, Duration.ofDays(1)));
        try (Socket socket = ask()) {
            RawClient.readHead(socket);
            assertArrayEquals(part(0, 1), socket.getInputStream().readNBytes(1));
            origin.close();
            assertEquals(0, RawClient.readToEnd(socket).bytes().length);
        }
    }

    @Test
    void flipsABitOfTheFileWhateverRangeIsAskedFor() throws Exception {
        route.always(BodyFaults.flippedAt(5000));
        assertArrayEquals(CONTENT.flipBit(5000).toByteArray(), get(uri).body());
        assertArrayEquals(
                CONTENT.flipBit(5000).slice(4990, 20).toByteArray(),
                range("bytes=4990-5009").body());
        assertArrayEquals(part(0, 5000), range("bytes=0-4999").body());
    }

    @Test
    void zeroesAPartAndReplacesAll() throws Exception {
        route.next(BodyFaults.zeroedAt(10, 20), BodyFaults.replacedBy(Content.of("other")));
        byte[] expected = CONTENT.toByteArray();
        Arrays.fill(expected, 10, 30, (byte) 0);
        assertArrayEquals(expected, get(uri).body());
        assertEquals("other", new String(get(uri).body(), StandardCharsets.UTF_8));
    }

    @Test
    void sendsSurplusBytes() throws IOException {
        route.always(BodyFaults.surplus(Content.of("surplus")));
        RawClient.Answer answer = RawClient.get(uri);
        assertTrue(answer.head().contains("Content-Length: 10000\r\n"));
        assertArrayEquals(CONTENT.then(Content.of("surplus")).toByteArray(), answer.body());
    }

    private Socket ask() throws IOException {
        Socket socket = RawClient.open(uri);
        socket.getOutputStream().write(RawClient.request(uri).getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }
}
