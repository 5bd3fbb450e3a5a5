package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.Downloader;
import dev.stowage.spi.RemoteBytes;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferResult;
import dev.stowage.tck.fake.TransferEvent;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Gate;
import dev.stowage.tck.origin.Resource;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Downloader} owes, over a scripted origin on loopback. In every test: what the listener is told keeps its grammar, bytes that
 * are called final are on the disk and right at that moment, a success leaves exactly the origin's bytes, and no problem tells a secret.
 *
 * <pre>{@code
 * final class MyDownloaderContractTest extends DownloaderContract {
 *     protected Downloader create(HttpGateway http) { return new MyDownloader(http, shortWaits()); }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public abstract class DownloaderContract extends HostileOriginCases {
    /** For subclasses. */
    protected DownloaderContract() {}

    @Test
    @DisplayName("DL-01 every byte is in the part file")
    void bringsTheFile() throws Exception {
        for (long length : new long[] {1, 4_095, 65_537, 5 * MIB + 3}) {
            Transfer transfer = transfer(length);
            TransferResult result = transfer.run(downloader()).require();
            assertEquals(length, result.totalBytes());
            assertEquals(0, result.refetchedBytes());
        }
    }

    @Test
    @DisplayName("DL-01 every byte is in the part file, with the size announced and without")
    void bringsTheAnnouncedFile() throws Exception {
        Transfer transfer = transfer(2 * MIB).publish();
        transfer.expectedBytes = OptionalLong.of(2 * MIB);
        transfer.run(downloader()).require();
        Transfer plain = transfer(2 * MIB);
        plain.serve(Resource.of(plain.content()).withoutRanges().withoutEtag());
        plain.run(downloader()).require();
    }

    @Test
    @DisplayName("DL-02 the listener is told of the beginning, and of nothing before")
    void tellsTheBeginning() throws Exception {
        Transfer transfer = transfer(2 * MIB);
        transfer.run(downloader()).require();
        List<TransferEvent> events = transfer.listener.events();
        assertEquals(new TransferEvent.Started(0, OptionalLong.of(2 * MIB)), events.get(0));
        assertEquals(1, transfer.listener.events(TransferEvent.Started.class).size());
    }

    @Test
    @DisplayName("DL-03 bytes that are called final are on the disk, and there are some before the end")
    void tellsFinalBytes() throws Exception {
        Transfer transfer = transfer(16 * MIB);
        Gate gate = new Gate();
        transfer.route().next(BodyFaults.heldAt(12 * MIB, gate));
        Transfer.Running running = transfer.start(downloader());
        gate.awaitReached(LIMIT);
        gate.open();
        running.await().require();
        assertNotEquals(List.of(), transfer.listener.events(TransferEvent.Contiguous.class));
    }

    @Test
    @DisplayName("DL-04 the result tells what the origin said of the file")
    void tellsNameAndValidator() throws Exception {
        Transfer transfer = transfer(MIB);
        transfer.serve(Resource.of(transfer.content())
                .withEtag("\"strong\"")
                .withDisposition("attachment; filename=\"a model.safetensors\""));
        TransferResult result = transfer.run(downloader()).require();
        assertEquals(Optional.of("a model.safetensors"), result.suggestedName());
        assertTrue(result.validator().orElse("").contains("strong"), "the validator is " + result.validator());
        Transfer weak = transfer(MIB);
        weak.serve(Resource.of(weak.content()).withEtag("W/\"weak\""));
        assertFalse(weak.run(downloader()).require().validator().orElse("").contains("weak"));
    }

    @Test
    @DisplayName("DL-19 a look brings the file's own first bytes, or what refuses it")
    void looksAtTheBeginning() throws Exception {
        Transfer transfer = transfer(2 * MIB);
        Optional<RemoteBytes> bytes = downloader().peek(transfer.origins.get(0), transfer.call);
        if (bytes.isPresent()) {
            assertEquals(OptionalLong.of(2 * MIB), bytes.get().size());
            assertArrayEquals(
                    transfer.content().slice(0, 4_096).toByteArray(),
                    bytes.get().read(0, 4_096));
            transfer.route().always(AnswerFaults.status(404));
            StowageException missing = assertThrows(
                    StowageException.class, () -> downloader().peek(transfer.origins.get(0), transfer.call));
            assertEquals(Codes.NOT_FOUND, missing.problem().code());
        }
        assertEquals(Optional.empty(), Optional.of(transfer.journal).filter(Files::exists));
    }

    @Test
    @DisplayName("DL-05 what the locator says is how it ends")
    void passesOnWhatTheLocatorSays() throws Exception {
        Problem gone = Problem.of(Problem.Kind.NOT_FOUND, Codes.GONE, "find it", "it is gone", "");
        Transfer transfer = transfer(MIB);
        transfer.origins.set(0, call -> {
            throw new StowageException(gone);
        });
        assertEquals(Codes.GONE, transfer.run(downloader()).problem().code());
        assertEquals(List.of(), transfer.requests());
    }

    @Test
    @DisplayName("DL-06 a call that was cancelled before begins nothing")
    void startCancelled() throws Exception {
        Transfer transfer = transfer(MIB);
        transfer.call.cancel();
        assertTrue(transfer.run(downloader()).cancelled());
        assertEquals(0, transfer.located.get(), "asked for an address");
        assertEquals(List.of(), transfer.requests());
    }

    @Test
    @DisplayName("DL-07 a cancellation ends a transfer that waits for bytes")
    void progressCancelled() throws Exception {
        Transfer transfer = cancelledAt(3 * MIB, 8 * MIB);
        assertTrue(Files.exists(transfer.part), "the part file is gone");
        assertTrue(Files.exists(transfer.journal), "the journal is gone");
        transfer.again().runToTheEnd(downloader()).require();
    }

    @Test
    @DisplayName("DL-07 a cancellation ends a transfer that waits for an answer")
    void waitingCancelled() throws Exception {
        Transfer transfer = transfer(MIB);
        Gate gate = new Gate();
        transfer.route().next(AnswerFaults.held(gate));
        Transfer.Running running = transfer.start(downloader());
        gate.awaitReached(LIMIT);
        transfer.call.cancel();
        assertTrue(running.await().cancelled());
    }

    @Test
    @DisplayName("DL-08 an interrupt is a cancellation, and the part file is none the worse")
    void interrupted() throws Exception {
        Transfer transfer = transfer(16 * MIB);
        Gate gate = new Gate();
        transfer.route().next(BodyFaults.heldAt(MIB, gate));
        Transfer.Running running = transfer.start(downloader());
        gate.awaitReached(LIMIT);
        running.thread().interrupt();
        gate.open();
        assertTrue(running.await().cancelled());
        transfer.again().runToTheEnd(downloader()).require();
    }

    @Test
    @DisplayName("DL-09 after a failure the part file and the journal stay")
    void keepsWhatItHas() throws Exception {
        Transfer transfer = transfer(4 * MIB);
        transfer.route().next(BodyFaults.truncatedAt(3 * MIB)).from(2, AnswerFaults.status(503));
        Outcome outcome = transfer.run(downloader());
        assertTrue(outcome.retryable());
        assertTrue(Files.exists(transfer.part), "the part file is gone");
        assertTrue(Files.exists(transfer.journal), "the journal is gone");
        assertTrue(Files.size(transfer.part) > 0, "the part file is empty");
    }

    @Test
    @DisplayName("DL-30 several transfers run at the same time")
    void runsManyAtOnce() throws Exception {
        Crowd.together(8, i -> {
            return () -> {
                Transfer transfer =
                        Transfer.of(Content.seeded(1000 + i, 2 * MIB + i), origin(), folder.resolve("many-" + i));
                if (i % 2 == 0) {
                    transfer.route().next(BodyFaults.truncatedAt(MIB));
                }
                return transfer.runToTheEnd(downloader()).require();
            };
        });
    }

    @Test
    @DisplayName("DL-30 one that waits keeps nobody else from finishing")
    void oneThatWaitsBlocksNobody() throws Exception {
        Transfer slow = transfer(2 * MIB);
        slow.route().always(BodyFaults.slowFrom(MIB, 1, Duration.ofMillis(100)));
        Transfer.Running running = slow.start(downloader());
        origin().awaitRequests(1, LIMIT);
        Transfer other = transfer(2 * MIB);
        other.start(downloader()).await(Duration.ofSeconds(20)).require();
        slow.call.cancel();
        running.await();
    }

    @Test
    @DisplayName("DL-31 no file stays open, however a transfer ends")
    void leaksNoFile() throws Exception {
        transfer(MIB).run(downloader()).require();
        Transfer broken = transfer(MIB);
        broken.route().always(BodyFaults.truncatedAt(100));
        broken.run(downloader());
        Transfer refused = transfer(MIB);
        refused.route().always(AnswerFaults.status(404));
        refused.run(downloader());
        cancelledAt(MIB, 2 * MIB);
        OpenFiles.assertNoneBelow(folder);
    }
}
