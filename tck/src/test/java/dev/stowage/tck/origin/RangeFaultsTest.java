package dev.stowage.tck.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeFaultsTest extends OriginTest {
    @Test
    void sendsTheWholeFile() throws Exception {
        route.next(RangeFaults.ignored());
        HttpResponse<byte[]> response = range("bytes=10-19");
        assertEquals(200, response.statusCode());
        assertArrayEquals(CONTENT.toByteArray(), response.body());
    }

    @Test
    void sendsAnotherRangeAndSaysSo() throws Exception {
        assertAnswer(RangeFaults.moved(5, 0), "bytes 15-19/10000", part(15, 5));
        assertAnswer(RangeFaults.moved(-5, 0), "bytes 5-19/10000", part(5, 15));
        assertAnswer(RangeFaults.moved(0, -5), "bytes 10-14/10000", part(10, 5));
        assertAnswer(RangeFaults.moved(0, 50), "bytes 10-69/10000", part(10, 60));
        assertAnswer(RangeFaults.moved(0, 1_000_000), "bytes 10-9999/10000", part(10, 9990));
    }

    @Test
    void sendsOtherBytesThanItSays() throws Exception {
        assertAnswer(RangeFaults.misplaced(1), "bytes 10-19/10000", part(11, 10));
        assertAnswer(RangeFaults.misplaced(-1), "bytes 10-19/10000", part(9, 10));
    }

    @Test
    void saysAnythingAboutTheRange() throws Exception {
        assertAnswer(RangeFaults.total("9999"), "bytes 10-19/9999", part(10, 10));
        assertAnswer(RangeFaults.total("*"), "bytes 10-19/*", part(10, 10));
        assertAnswer(RangeFaults.contentRange("bytes -10-x/"), "bytes -10-x/", part(10, 10));
        assertAnswer(RangeFaults.withoutContentRange(), "(none)", part(10, 10));
        route.next(RangeFaults.secondContentRange("bytes 0-9/10000"));
        assertEquals(
                List.of("bytes 10-19/10000", "bytes 0-9/10000"),
                range("bytes=10-19").headers().allValues("Content-Range"));
    }

    @Test
    void packsTheRangeIntoMultipart() throws Exception {
        route.next(RangeFaults.multipart());
        HttpResponse<byte[]> response = range("bytes=10-19");
        assertEquals(206, response.statusCode());
        assertEquals("multipart/byteranges; boundary=part", header(response, "Content-Type"));
        String body = new String(response.body(), StandardCharsets.ISO_8859_1);
        assertTrue(body.contains(new String(part(10, 10), StandardCharsets.ISO_8859_1)));
        assertTrue(body.startsWith("--part\r\nContent-Range: bytes 10-19/10000\r\n\r\n"));
    }

    @Test
    void findsGoodRangesNotSatisfiable() throws Exception {
        route.next(RangeFaults.notSatisfiable("bytes */5"));
        HttpResponse<byte[]> response = range("bytes=10-19");
        assertEquals(416, response.statusCode());
        assertEquals("bytes */5", header(response, "Content-Range"));
    }

    @Test
    void mixesVersionsAgainstIfRange() throws Exception {
        route.next(RangeFaults.fromOtherVersion(resource -> resource.withEtag("\"v2\"")));
        HttpResponse<byte[]> response = range("bytes=10-19", "If-Range", "\"v1\"");
        assertEquals(206, response.statusCode());
        assertEquals("\"v2\"", header(response, "ETag"));
    }

    @Test
    void leavesOtherRequestsAlone() throws Exception {
        route.always(RangeFaults.withoutContentRange());
        assertEquals(200, get(uri).statusCode());
        assertEquals("bytes */10000", header(range("bytes=10000-"), "Content-Range"));
    }

    private void assertAnswer(Fault fault, String contentRange, byte[] body) throws IOException, InterruptedException {
        route.next(fault);
        HttpResponse<byte[]> response = range("bytes=10-19");
        assertEquals(206, response.statusCode());
        assertEquals(contentRange, header(response, "Content-Range"));
        assertArrayEquals(body, response.body());
    }
}
