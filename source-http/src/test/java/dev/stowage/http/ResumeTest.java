package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferResult;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.Gate;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Resource;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest extends DownloadTest {
    @ParameterizedTest
    @ValueSource(ints = {65_536, 65_537, 1_048_575, 1_048_576, 1_048_577, 2_097_152, 2_999_999})
    void goesOnAtOnceWhenAConnectionBroughtEnough(int sent) throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(sent));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(0, result.refetchedBytes());
        assertEquals(Optional.of("bytes=" + sent + "-"), last().header("Range"));
        assertEquals(Optional.of("\"v1\""), last().header("If-Range"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_024, 1_025, 65_535})
    void keepsWhatCameAndContinuesNextTime(int sent) throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(sent));
        Problem problem = rig.problem(origin.uri("/a.bin"));
        String host = origin.uri("").getAuthority();
        assertEquals(Codes.TRUNCATED, problem.code());
        assertTrue(problem.retryable());
        assertEquals(
                "Could not download a.bin from " + host + ": " + host + " ended the transfer at " + sent
                        + " of 3000000 bytes. It continues from there when tried again.",
                problem.message());
        rig.assertKeeps(CONTENT, sent);
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals("started " + sent + " of 3000000", rig.heard.get(0));
        assertEquals(Optional.of("bytes=" + sent + "-"), last().header("Range"));
        assertEquals(2, origin.requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_023})
    void storesNothingThatNobodyCouldJudge(int sent) throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(sent));
        assertEquals(Codes.TRUNCATED, rig.problem(origin.uri("/a.bin")).code());
        assertEquals(0, rig.kept());
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void finishesAgainstAnOriginThatClosesAllTheTime() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).always(BodyFaults.truncatedAt(100_000));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(0, result.refetchedBytes());
        assertEquals(30, origin.requests().size());
    }

    @Test
    void goesOnAfterAReset() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.resetAt(0));
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.CONNECTION_LOST, problem.code());
        assertTrue(problem.retryable());
        origin.route("/a.bin").next(BodyFaults.resetAt(2_000_000));
        rig.assertHas(CONTENT, whatever());
    }

    @Test
    void goesOnWhenItsDigestIsGivenOnlyTheSecondTime() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(65_000));
        rig.problem(origin.uri("/a.bin"));
        rig.expecting(CONTENT);
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals(Optional.of("bytes=65000-"), last().header("Range"));
    }

    @Test
    void leavesNothingBehindWhenNotOneByteCame() throws Exception {
        origin.route("/a.bin").always(AnswerFaults.status(404));
        rig.problem(origin.uri("/a.bin"));
        assertFalse(Files.exists(rig.part()));
    }

    @Test
    void goesOnAfterAStall() throws Exception {
        beHasty();
        origin.serve("/a.bin", Resource.of(CONTENT))
                .always((request, resource) ->
                        BodyFaults.stalledAt(502_000 - first(request)).reply(request, resource));
        Problem problem;
        int attempts = 0;
        do { // for so little patience a machine that pauses has stalled, too
            problem = rig.problem(origin.uri("/a.bin"));
            assertTrue(problem.retryable());
            attempts++;
        } while (!problem.why().endsWith("stopped sending at 502000 of 3000000 bytes"));
        assertEquals(Codes.STALLED, problem.code());
        assertTrue(origin.requests().size() > attempts, "it never went on at once");
        rig.assertKeeps(CONTENT, 502_000);
        origin.route("/a.bin").always(Fault.none());
        rig.close();
        rig = new Rig(folder);
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void givesUpAConnectionThatDripsOnly() throws Exception {
        rig.rhythm = new Rhythm(
                System::nanoTime,
                Duration.ZERO,
                Duration.ofHours(1),
                1L << 40,
                Duration.ofMillis(200),
                100_000,
                Duration.ofHours(1));
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.slowFrom(2_000, 10, Duration.ofMillis(20)));
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.TOO_SLOW, problem.code());
        assertTrue(problem.retryable());
        assertTrue(rig.kept() >= 2_000);
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void passesOnWhatTheOriginAsksFor() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .next(BodyFaults.truncatedAt(5_000), AnswerFaults.status(502), AnswerFaults.retryAfter(429, "120"));
        assertEquals(Codes.TRUNCATED, rig.problem(origin.uri("/a.bin")).code());
        Problem trouble = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.SERVER_TROUBLE, trouble.code());
        assertTrue(trouble.retryable());
        assertTrue(trouble.message().startsWith("Could not download a.bin from 127.0.0.1"), trouble.message());
        Problem limited = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.RATE_LIMITED, limited.code());
        assertEquals(Optional.of(Duration.ofMinutes(2)), limited.retryAfter());
        rig.assertKeeps(CONTENT, 5_000);
        rig.gateway.clock.advance(Duration.ofSeconds(121));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals(Optional.of("bytes=5000-"), last().header("Range"));
    }

    @Test
    void leavesAResumablePartWhenCancelled() throws Exception {
        Gate gate = new Gate();
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.heldAt(1_500_000, gate));
        URI address = origin.uri("/a.bin");
        CompletableFuture<CancelledException> ended = CompletableFuture.supplyAsync(
                () -> assertThrows(CancelledException.class, () -> rig.download(address)));
        gate.awaitReached(Duration.ofSeconds(20));
        rig.awaitContiguous(1_000_000);
        rig.gateway.call.cancel();
        ended.get();
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(rig.kept(), Files.size(rig.part()));
        rig.assertKeeps(CONTENT, rig.kept());
        try (Rig next = new Rig(folder)) {
            next.assertHas(CONTENT, next.download(address));
        }
    }

    @Test
    void comparesWithTheDateWhereThereIsNoTag() throws Exception {
        Resource dated = Resource.of(CONTENT)
                .withoutEtag()
                .withHeader("Date", "Tue, 03 Jun 2008 12:00:00 GMT")
                .withHeader("Last-Modified", "Tue, 03 Jun 2008 10:00:00 GMT");
        origin.serve("/a.bin", dated).next(BodyFaults.truncatedAt(500_000), BodyFaults.truncatedAt(2_000));
        rig.problem(origin.uri("/a.bin"));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(Optional.of("Tue, 03 Jun 2008 10:00:00 GMT"), last().header("If-Range"));
        assertEquals(Optional.of("Tue, 03 Jun 2008 10:00:00 GMT"), result.validator());
        assertEquals(0, result.refetchedBytes());
    }

    @Test
    void beginsAnewWhenNothingCanTellTheVersion() throws Exception {
        Resource nameless = Resource.of(CONTENT).withEtag("W/\"v1\"");
        origin.serve("/a.bin", nameless).next(BodyFaults.truncatedAt(50_000));
        rig.problem(origin.uri("/a.bin"));
        origin.serve("/a.bin", nameless.withContent(OTHER));
        rig.assertHas(OTHER, rig.download(origin.uri("/a.bin")));
        assertEquals("started 0 of 3000000", rig.heard.get(0));
    }

    @Test
    void looksAtWhatItHasWhenNothingCanTellTheVersion() throws Exception {
        Resource nameless = Resource.of(CONTENT).withoutEtag();
        origin.serve("/a.bin", nameless).next(BodyFaults.truncatedAt(500_000));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(3 * 65_536, result.refetchedBytes());
        assertEquals(6, origin.requests().size());
    }

    @Test
    void asksForNothingAgainThatItHasWhenOnlyTheEndIsMissing() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(SIZE - 1));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals(Optional.of("bytes=2999999-"), last().header("Range"));
    }

    private TransferResult whatever() throws Exception {
        // A reset loses what the client had not read yet, so that how far it came is up to the network.
        for (int attempt = 0; attempt < 8; attempt++) {
            try {
                return rig.download(origin.uri("/a.bin"));
            } catch (StowageException e) {
                assertEquals(Codes.CONNECTION_LOST, e.problem().code());
            }
        }
        throw new AssertionError("no progress");
    }

    private static long first(RecordedRequest request) {
        return Long.parseLong(request.header("Range").orElseThrow().replaceAll("\\D+", ""));
    }

    private RecordedRequest last() {
        return origin.requests().get(origin.requests().size() - 1);
    }
}
