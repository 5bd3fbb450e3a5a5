package dev.stowage.tck.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class FramingFaultsTest extends OriginTest {
    @Test
    void announcesAnyLength() throws IOException {
        for (String length : List.of("5", "20000", "-1", "", "many", "9223372036854775808")) {
            route.next(FramingFaults.contentLength(length));
            RawClient.Answer answer = RawClient.get(uri);
            assertTrue(answer.head().contains("Content-Length: " + length + "\r\n"), length);
            assertArrayEquals(CONTENT.toByteArray(), answer.body());
        }
    }

    @Test
    void announcesTwoLengths() throws IOException {
        route.next(FramingFaults.secondContentLength("5"));
        String head = RawClient.get(uri).head();
        assertTrue(head.contains("Content-Length: 10000\r\n"));
        assertTrue(head.contains("Content-Length: 5\r\n"));
    }

    @Test
    void delimitsTheBodyByTheEndOfTheConnection() throws Exception {
        route.next(FramingFaults.closeDelimited());
        HttpResponse<byte[]> response = get(uri);
        assertEquals("(none)", header(response, "Content-Length"));
        assertArrayEquals(CONTENT.toByteArray(), response.body());
        route.next(FramingFaults.closeDelimited().then(reply -> reply.at(10, Step.close())));
        assertArrayEquals(part(0, 10), get(uri).body());
    }

    @Test
    void sendsWithoutEnd() throws Exception {
        route.next(FramingFaults.endless(1));
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertArrayEquals(Content.seeded(1, 200_000).toByteArray(), body.readNBytes(200_000));
        }
    }

    @Test
    void sendsGoodChunks() throws Exception {
        route.next(FramingFaults.chunked(999), FramingFaults.chunkedWithTrailer(999, "X-Hash", "abc"));
        assertArrayEquals(CONTENT.toByteArray(), get(uri).body());
        assertTrue(RawClient.get(uri).text().endsWith("\r\n0\r\nX-Hash: abc\r\n\r\n"));
        route.next(FramingFaults.chunkedWithLength(999, "5"));
        assertTrue(RawClient.get(uri).head().contains("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"));
    }

    @Test
    void cutsChunks() {
        route.next(
                FramingFaults.chunkedCutAt(100, 2_050),
                FramingFaults.chunkedWithoutEnd(100),
                FramingFaults.chunkedWithBadSize(100, "xyz"),
                FramingFaults.chunkedWithBadSize(20_000, "-5"));
        for (int i = 0; i < 4; i++) {
            assertThrows(IOException.class, () -> get(uri));
        }
        assertEquals(4, origin.connections());
    }

    @Test
    void sendsTheBadChunkSizeAfterTheGoodChunk() throws IOException {
        route.next(FramingFaults.chunkedWithBadSize(16, "xyz"));
        Content expected = Content.of("10\r\n").then(CONTENT.slice(0, 16)).then(Content.of("\r\nxyz\r\n"));
        assertArrayEquals(expected.toByteArray(), RawClient.get(uri).body());
    }

    @Test
    void labelsAndCompresses() throws Exception {
        route.next(FramingFaults.labelled("gzip"), FramingFaults.gzipped(), FramingFaults.gzippedSecretly());
        HttpResponse<byte[]> labelled = get(uri);
        assertEquals("gzip", header(labelled, "Content-Encoding"));
        assertArrayEquals(CONTENT.toByteArray(), labelled.body());
        HttpResponse<byte[]> packed = get(uri);
        assertEquals("gzip", header(packed, "Content-Encoding"));
        assertArrayEquals(CONTENT.toByteArray(), unpacked(packed.body()));
        HttpResponse<byte[]> secret = get(uri);
        assertFalse(secret.headers().firstValue("Content-Encoding").isPresent());
        assertArrayEquals(CONTENT.toByteArray(), unpacked(secret.body()));
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readAllBytes();
        }
    }
}
