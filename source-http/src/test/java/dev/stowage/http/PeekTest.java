package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Locator;
import dev.stowage.spi.RemoteBytes;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Gate;
import dev.stowage.tck.origin.RangeFaults;
import dev.stowage.tck.origin.Resource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A look at a file before anybody wants it. */
class PeekTest extends DownloadTest {
    private static final int FIRST = 262_144;

    @Test
    void oneSmallRequestTellsSizeAndNameAndTheFirstBytes() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT).withDisposition("attachment; filename=\"better.safetensors\""));
        RemoteBytes bytes = peek("/a.bin");
        assertEquals(OptionalLong.of(SIZE), bytes.size());
        assertEquals(Optional.of("better.safetensors"), bytes.suggestedName());
        assertArrayEquals(part(0, 8), bytes.read(0, 8));
        assertArrayEquals(part(100, FIRST - 100), bytes.read(100, FIRST - 100));
        assertEquals(List.of("bytes=0-262143"), ranges());
        assertFalse(Files.exists(rig.part()));
    }

    @Test
    void whatLiesFurtherBehindIsAskedForWhenItIsWanted() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT));
        RemoteBytes bytes = peek("/a.bin");
        assertArrayEquals(part(FIRST, 1_000), bytes.read(FIRST, 1_000));
        assertArrayEquals(part(SIZE - 10, 10), bytes.read(SIZE - 10, 10));
        assertEquals(List.of("bytes=0-262143", "bytes=262144-263143", "bytes=2999990-2999999"), ranges());
    }

    @Test
    void aPieceAcrossTheEndIsShorter() throws Exception {
        origin.serve("/small.bin", Resource.of(CONTENT.slice(0, 100)));
        RemoteBytes small = peek("/small.bin");
        assertArrayEquals(part(90, 10), small.read(90, 50));
        assertEquals(0, small.read(100, 50).length);
        assertEquals(1, origin.requests().size());
    }

    @Test
    void aHostWithoutRangesIsReadNoFurtherThanTheFirstPiece() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT).withoutRanges());
        RemoteBytes bytes = peek("/a.bin");
        assertEquals(OptionalLong.of(SIZE), bytes.size());
        assertArrayEquals(part(0, FIRST), bytes.read(0, FIRST));
        assertEquals(Codes.NO_RANGES, problem(() -> bytes.read(FIRST, 10)));
    }

    @Test
    void noMoreIsFetchedThanALookIsWorth() throws Exception {
        Content large = Content.seeded(3, 40L << 20);
        origin.serve("/a.bin", Resource.of(large));
        RemoteBytes bytes = peek("/a.bin");
        long offset = FIRST;
        int read = 1;
        while (read > 0) {
            read = bytes.read(offset, 1 << 20).length;
            offset += read;
        }
        assertEquals(7L << 20, offset - FIRST);
    }

    @Test
    void anotherFileThatLiesThereByNowIsNotMixedIn() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT));
        RemoteBytes bytes = peek("/a.bin");
        origin.serve("/a.bin", Resource.of(CONTENT.slice(0, 2_000_000)));
        assertEquals(Codes.CHANGED, problem(() -> bytes.read(FIRST, 10)));
    }

    @Test
    void aWebPageIsNoFile() throws Exception {
        byte[] page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>"
                .getBytes(StandardCharsets.UTF_8);
        origin.serve("/a.safetensors", Resource.of(Content.of(page)).withContentType("text/html"));
        assertEquals(Codes.LOGIN_PAGE, problem(() -> peek("/a.safetensors")));
    }

    @Test
    void refusalsAndTroubleAreToldAsForADownload() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(AnswerFaults.status(401));
        assertEquals(Codes.LOGIN_NEEDED, problem(() -> peek("/a.bin")));
        origin.serve("/b.bin", Resource.of(CONTENT)).next(AnswerFaults.status(503));
        assertEquals(Codes.SERVER_TROUBLE, problem(() -> peek("/b.bin")));
        origin.serve("/c.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(100));
        assertEquals(Codes.TRUNCATED, problem(() -> peek("/c.bin")));
        origin.serve("/d.bin", Resource.of(CONTENT)).next(RangeFaults.moved(10, 10));
        assertEquals(Codes.RANGE_LIE, problem(() -> peek("/d.bin")));
        origin.serve("/e.bin", Resource.of(CONTENT.slice(0, 0)));
        assertEquals(Codes.EMPTY_FILE, problem(() -> peek("/e.bin")));
    }

    @Test
    void anAddressThatLapsesInBetweenIsRenewed() throws Exception {
        origin.serve("/old.bin", Resource.of(CONTENT));
        origin.serve("/new.bin", Resource.of(CONTENT));
        Deque<String> addresses = new ArrayDeque<>(List.of("/old.bin", "/new.bin"));
        RemoteBytes bytes = peek(call -> FetchTarget.at(origin.uri(addresses.remove())));
        origin.serve("/old.bin", Resource.of(CONTENT)).always(AnswerFaults.status(403));
        assertArrayEquals(part(FIRST, 10), bytes.read(FIRST, 10));
    }

    @Test
    void aLookThatIsNotWantedAnyMoreEnds() throws Exception {
        Gate gate = new Gate();
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.heldAt(10, gate));
        FutureTask<RemoteBytes> look = new FutureTask<>(() -> peek("/a.bin"));
        Rig.daemon(look).start();
        gate.awaitReached(Duration.ofSeconds(30));
        rig.gateway.call.cancel();
        ExecutionException ended = assertThrows(ExecutionException.class, look::get);
        assertInstanceOf(CancelledException.class, ended.getCause());
        gate.open();
    }

    private interface Reading {
        Object read() throws StowageException;
    }

    private static String problem(Reading reading) {
        return assertThrows(StowageException.class, reading::read).problem().code();
    }

    private RemoteBytes peek(String path) throws StowageException {
        return peek(call -> FetchTarget.at(origin.uri(path)));
    }

    private RemoteBytes peek(Locator locator) throws StowageException {
        return rig.downloader().peek(locator, rig.gateway.call).orElseThrow();
    }

    private static byte[] part(long first, long length) {
        return CONTENT.slice(first, length).toByteArray();
    }

    private List<String> ranges() {
        return origin.requests().stream()
                .map(request -> request.header("Range").orElse("none"))
                .toList();
    }
}
