package dev.stowage.tck.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeadFaultsTest extends OriginTest {
    @Test
    void floodsTheHead() throws IOException {
        route.next(HeadFaults.manyFields(5000), HeadFaults.longField(300_000));
        String many = RawClient.get(uri).head();
        assertEquals(5000, many.split("X-Flood: ", -1).length - 1);
        RawClient.Answer answer = RawClient.get(uri);
        assertTrue(answer.head().contains("X-Long: " + "a".repeat(300_000) + "\r\n"));
        assertArrayEquals(CONTENT.toByteArray(), answer.body());
    }

    @Test
    void sendsHeadsAndInterimAnswersWithoutEnd() throws IOException {
        route.next(HeadFaults.endless(), HeadFaults.endlessInterimAnswers());
        for (int i = 0; i < 2; i++) {
            try (Socket socket = RawClient.open(uri)) {
                socket.getOutputStream().write(RawClient.request(uri).getBytes(StandardCharsets.ISO_8859_1));
                assertEquals(1_000_000, socket.getInputStream().readNBytes(1_000_000).length);
            }
        }
    }

    @Test
    void sendsInterimAnswersFirst() throws IOException {
        route.next(HeadFaults.interimAnswers(3));
        String text = RawClient.get(uri).text();
        assertTrue(text.startsWith("HTTP/1.1 102 Processing\r\n\r\n".repeat(3) + "HTTP/1.1 200 \r\n"));
    }

    @Test
    void sendsTheHeadSlowly() throws IOException {
        route.next(HeadFaults.slow(100, Duration.ofMillis(1)));
        assertArrayEquals(CONTENT.toByteArray(), RawClient.get(uri).body());
    }

    @Test
    void sendsAnyStatusLine() throws IOException {
        route.next(HeadFaults.statusLine("HTTP/9.9 banana"));
        assertTrue(RawClient.get(uri).text().startsWith("HTTP/9.9 banana\r\nContent-Length: 10000\r\n"));
    }
}
