package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.Gate;
import dev.stowage.tck.origin.HeadFaults;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deadlines end what does not come; cancelling ends what is not wanted, at once. */
class WaitingTest {
    private static final Content CONTENT = Content.seeded(5, 1_000_000);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ScriptedOrigin origin = ScriptedOrigin.start();
    private final Gateway patient = new Gateway.Builder()
            .answer(Duration.ofHours(1))
            .stall(Duration.ofHours(1))
            .build();
    private final Gateway hasty =
            new Gateway.Builder().connect(SHORT).answer(Duration.ofMillis(500)).build();
    private final Gateway watchful = new Gateway.Builder().stall(SHORT).build();

    @AfterEach
    void close() {
        patient.close();
        hasty.close();
        watchful.close();
        origin.close();
    }

    @Test
    void anAnswerThatDoesNotComeIsGivenUp() {
        for (Fault fault : List.of(AnswerFaults.silence(), HeadFaults.slow(1, Duration.ofMillis(100)))) {
            origin.serve("/file", Resource.of(CONTENT)).always(fault);
            Problem problem = hasty.problem(origin.uri("/file"));
            assertEquals(Codes.NO_ANSWER, problem.code());
            assertTrue(problem.retryable());
        }
    }

    @Test
    void aTlsHandshakeThatDoesNotComeIsGivenUp() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("https://127.0.0.1:" + deaf.getLocalPort() + "/");
            assertEquals(Codes.NO_ANSWER, hasty.problem(address).code());
        }
    }

    @Test
    void aClosedPortIsNoAnswer() throws Exception {
        try (Socket silent = new Socket()) {
            silent.bind(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)); // nobody else listens there meanwhile
            Problem problem = patient.problem(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"));
            assertEquals(Codes.NO_ANSWER, problem.code());
            assertTrue(problem.retryable());
        }
    }

    @Test
    void aBodyThatFallsSilentIsGivenUp() throws Exception {
        origin.serve("/file", Resource.of(CONTENT)).always(BodyFaults.stalledAt(500));
        IOException failure = assertThrows(IOException.class, () -> {
            try (HttpStream stream = watchful.open(origin.uri("/file"))) {
                stream.body().readAllBytes();
            }
        });
        assertEquals(Codes.STALLED, HttpProblems.broken(failure, "host").code());
        StowageException fetching = assertThrows(StowageException.class, () -> watchful.fetch(origin.uri("/file")));
        assertEquals(Codes.STALLED, fetching.problem().code());
    }

    @Test
    void aSmallAnswerThatDripsIsGivenUp() {
        origin.serve("/file", Resource.of(CONTENT)).always(BodyFaults.slowFrom(500, 1, Duration.ofMillis(50)));
        String code;
        do {
            code = assertThrows(StowageException.class, () -> hasty.fetch(origin.uri("/file")))
                    .problem()
                    .code();
        } while (code.equals(
                Codes.NO_ANSWER)); // a machine that pauses keeps even the head too long for so little patience
        assertEquals(Codes.TOO_SLOW, code);
    }

    @Test
    void cancellingEndsTheWaitForAnAnswer() throws Exception {
        Gate gate = new Gate();
        origin.serve("/file", Resource.of(CONTENT)).always(AnswerFaults.held(gate));
        CompletableFuture<HttpStream> opening = async(() -> patient.open(origin.uri("/file")));
        CompletableFuture<?> fetching = async(() -> patient.fetch(origin.uri("/file")));
        origin.awaitRequests(2, LIMIT);
        patient.call.cancel();
        assertCancelled(opening);
        assertCancelled(fetching);
    }

    @Test
    void cancellingEndsABlockedRead() throws Exception {
        Gate gate = new Gate();
        origin.serve("/file", Resource.of(CONTENT)).always(BodyFaults.heldAt(500_000, gate));
        HttpStream stream = patient.open(origin.uri("/file"));
        CompletableFuture<byte[]> reading = async(() -> stream.body().readAllBytes());
        gate.awaitReached(LIMIT);
        patient.call.cancel();
        ExecutionException ended =
                assertThrows(ExecutionException.class, () -> reading.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        assertInstanceOf(IOException.class, ended.getCause());
        stream.close();
    }

    @Test
    void closingEndsABlockedReadOfAnotherThread() throws Exception {
        Gate gate = new Gate();
        origin.serve("/file", Resource.of(CONTENT)).always(BodyFaults.heldAt(500_000, gate));
        HttpStream stream = patient.open(origin.uri("/file"));
        CompletableFuture<byte[]> reading = async(() -> stream.body().readAllBytes());
        gate.awaitReached(LIMIT);
        stream.close();
        assertThrows(ExecutionException.class, () -> reading.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        stream.close();
    }

    @Test
    void aCancelledCallSendsNothing() {
        patient.call.cancel();
        assertThrows(CancelledException.class, () -> patient.open(origin.uri("/file")));
        assertThrows(CancelledException.class, () -> patient.fetch(origin.uri("/file")));
        assertEquals(0, origin.connections());
    }

    @Test
    void theSeventeenthConnectionToAHostWaitsForAPlace() throws Exception {
        origin.serve("/file", Resource.of(CONTENT));
        List<HttpStream> open = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            open.add(patient.open(origin.uri("/file")));
        }
        CompletableFuture<HttpStream> waiting = async(() -> patient.open(origin.uri("/file")));
        assertEquals(200, patient.fetch(origin.uri("/file")).status(), "metadata does not wait");
        assertEquals(17, origin.requests().size());
        open.get(0).close();
        open.add(waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        CompletableFuture<HttpStream> unwanted = async(() -> patient.open(origin.uri("/file")));
        patient.call.cancel();
        assertCancelled(unwanted);
        open.forEach(HttpStream::close);
        assertEquals(18, origin.requests().size());
    }

    private static void assertCancelled(CompletableFuture<?> running) {
        ExecutionException ended =
                assertThrows(ExecutionException.class, () -> running.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        assertInstanceOf(CancelledException.class, ended.getCause());
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> CompletableFuture<T> async(Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.run());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
