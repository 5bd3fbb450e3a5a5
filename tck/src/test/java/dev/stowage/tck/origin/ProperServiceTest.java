package dev.stowage.tck.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProperServiceTest extends OriginTest {
    @Test
    void servesTheWholeFile() throws Exception {
        HttpResponse<byte[]> response = get(uri);
        assertEquals(200, response.statusCode());
        assertEquals("10000", header(response, "Content-Length"));
        assertEquals("\"v1\"", header(response, "ETag"));
        assertEquals("bytes", header(response, "Accept-Ranges"));
        assertArrayEquals(CONTENT.toByteArray(), response.body());
    }

    @Test
    void answersHeadWithTheHeadOfGet() throws Exception {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod("HEAD");
        assertEquals(200, connection.getResponseCode());
        assertEquals(10_000, connection.getContentLengthLong());
        assertEquals(-1, connection.getInputStream().read());
    }

    @Test
    void keepsConnectionsAlive() throws Exception {
        String head = "HEAD /file HTTP/1.1\r\n\r\n";
        String text = RawClient.send(uri, head + head + RawClient.request(uri)).text();
        assertEquals(3, text.split("HTTP/1.1 200", -1).length - 1);
        assertEquals(1, origin.connections());
        assertEquals(
                List.of(1, 1, 1),
                origin.requests().stream().map(RecordedRequest::connection).toList());
    }

    @Test
    void servesSingleRanges() throws Exception {
        assertPart(0, 10, range("bytes=0-9"));
        assertPart(9_990, 10, range("bytes=9990-"));
        assertPart(9_997, 3, range("bytes=-3"));
        assertPart(0, 10_000, range("bytes=-20000"));
        assertPart(5_000, 5_000, range("bytes=5000-99999999999999999999"));
    }

    @Test
    void refusesRangesBeyondTheEnd() throws Exception {
        for (String beyond : List.of("bytes=10000-", "bytes=10000-10001", "bytes=-0", "bytes=99999999999999999999-")) {
            HttpResponse<byte[]> response = range(beyond);
            assertEquals(416, response.statusCode(), beyond);
            assertEquals("bytes */10000", header(response, "Content-Range"), beyond);
        }
    }

    @Test
    void ignoresRangesItNeedNotUnderstand() throws Exception {
        for (String other : List.of("bytes=0-1,5-6", "lines=1-2", "bytes=5-3", "bytes=-", "bytes=x-y")) {
            assertEquals(200, range(other).statusCode(), other);
        }
    }

    @Test
    void heedsIfRange() throws Exception {
        Instant modified = Instant.parse("2008-06-03T11:05:30Z");
        route.serve(Resource.of(CONTENT).withLastModified(modified));
        assertEquals(206, range("bytes=0-9", "If-Range", "\"v1\"").statusCode());
        assertEquals(200, range("bytes=0-9", "If-Range", "\"v2\"").statusCode());
        assertEquals(
                206,
                range("bytes=0-9", "If-Range", "Tue, 03 Jun 2008 11:05:30 GMT").statusCode());
        assertEquals(
                200,
                range("bytes=0-9", "If-Range", "Tue, 03 Jun 2008 11:05:31 GMT").statusCode());
        route.serve(Resource.of(CONTENT).withEtag("W/\"v1\""));
        assertEquals(200, range("bytes=0-9", "If-Range", "W/\"v1\"").statusCode());
    }

    @Test
    void servesWithoutValidatorsAndRangesIfTold() throws Exception {
        route.serve(Resource.of(CONTENT).withoutEtag().withoutRanges().withContentType("text/plain"));
        HttpResponse<byte[]> response = range("bytes=0-9");
        assertEquals(200, response.statusCode());
        assertEquals("(none)", header(response, "ETag"));
        assertEquals("(none)", header(response, "Accept-Ranges"));
        assertEquals("text/plain", header(response, "Content-Type"));
    }

    @Test
    void sendsDispositionsByteForByte() throws IOException {
        route.serve(Resource.of(CONTENT).withDisposition("attachment; filename=\"a\u00e9\0b\""));
        String head = RawClient.get(uri).head();
        assertTrue(head.contains("Content-Disposition: attachment; filename=\"a\u00e9\0b\"\r\n"), head);
        route.serve(Resource.of(CONTENT).withDisposition("filename=\u6a21"));
        byte[] utf8 = "filename=\u6a21".getBytes(StandardCharsets.UTF_8);
        String latin = new String(utf8, StandardCharsets.ISO_8859_1);
        assertTrue(RawClient.get(uri).head().contains("Content-Disposition: " + latin + "\r\n"));
    }

    @Test
    void servesEmptyFiles() throws Exception {
        route.serve(Resource.of(Content.empty()));
        assertEquals("0", header(get(uri), "Content-Length"));
        assertEquals("bytes */0", header(range("bytes=0-"), "Content-Range"));
    }

    @Test
    void refusesOtherMethodsAndUnknownPaths() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString("hello"))
                .build();
        assertEquals(
                405, client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode());
        assertEquals(404, get(origin.uri("/other")).statusCode());
        assertEquals(200, get(uri).statusCode());
    }

    @Test
    void recordsRequestsAsTheyCame() throws IOException {
        RawClient.send(
                uri, "GET /a%2Fb%20c?x=%41 HTTP/1.1\r\nHost: h\r\nX-Two: 1\r\nx-two: 2\r\nConnection: close\r\n\r\n");
        RecordedRequest request = origin.requests().get(0);
        assertEquals("GET", request.method());
        assertEquals("/a%2Fb%20c?x=%41", request.target());
        assertEquals("/a%2Fb%20c", request.path());
        assertEquals(List.of("1", "2"), request.headers().get("X-TWO"));
        assertEquals(4, request.headerCount());
        assertEquals("h", request.header("host").orElseThrow());
    }

    @Test
    void findsRoutesByTargetThenByPath() throws Exception {
        origin.route("/file?sig=old").always(AnswerFaults.status(403));
        origin.otherwise().always(AnswerFaults.status(511));
        assertEquals(403, get(origin.uri("/file?sig=old")).statusCode());
        assertEquals(200, get(origin.uri("/file?sig=new")).statusCode());
        assertEquals(511, get(origin.uri("/anything")).statusCode());
    }

    @Test
    void answersNonsenseWith400() throws IOException {
        assertTrue(RawClient.send(uri, "nonsense\r\n\r\n").text().startsWith("HTTP/1.1 400 "));
    }

    @Test
    void listensOnOtherLoopbackAddresses() throws Exception {
        try (ScriptedOrigin second = ScriptedOrigin.startOn("127.0.0.2")) {
            second.serve("/x", Resource.of(Content.of("x")));
            assertEquals("127.0.0.2", second.uri("/x").getHost());
            assertEquals(200, get(second.uri("/x")).statusCode());
        }
        assertThrows(IllegalArgumentException.class, () -> ScriptedOrigin.startOn("192.0.2.1"));
    }

    private static void assertPart(long offset, long count, HttpResponse<byte[]> response) {
        assertEquals(206, response.statusCode());
        String expected = "bytes " + offset + "-" + (offset + count - 1) + "/10000";
        assertEquals(expected, header(response, "Content-Range"));
        assertArrayEquals(part(offset, count), response.body());
    }
}
