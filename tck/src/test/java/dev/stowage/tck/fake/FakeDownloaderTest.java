package dev.stowage.tck.fake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FakeDownloaderTest {
    private static final int LENGTH = 300_000;

    @TempDir
    Path folder;

    private final byte[] content = new byte[LENGTH];
    private final FakeSource source = new FakeSource("fake");
    private final FakeDownloader downloader = new FakeDownloader();
    private final RecordingListener listener = new RecordingListener();
    private final FakeCall call = FakeCall.local();

    @BeforeEach
    void serve() {
        new Random(1).nextBytes(content);
        downloader.serve(source.with("model.bin", content));
    }

    @Test
    void bringsTheBytesAndResumesAfterAFailure() throws Exception {
        Problem lost = Problem.of(Problem.Kind.NETWORK, Codes.CONNECTION_LOST, "go on", "a test says so", "");
        downloader.nextFails(100_000, lost);
        StowageException failure =
                assertThrows(StowageException.class, () -> downloader.download(request(), listener, call));
        assertEquals(lost, failure.problem());
        assertEquals(100_000, Files.size(part()));
        RecordingListener second = new RecordingListener();
        assertEquals(LENGTH, downloader.download(request(), second, call).totalBytes());
        assertEquals(
                new TransferEvent.Started(100_000, OptionalLong.of(LENGTH)),
                second.events().get(0));
        assertArrayEquals(content, Files.readAllBytes(part()));
        assertEquals(List.of(), second.violations());
        assertEquals(0, downloader.running());
        assertEquals(2, downloader.requests().size());
    }

    @Test
    void stopsAtACheckpointUntilItIsCancelled() throws Exception {
        Checkpoint hold = downloader.nextHolds(50_000);
        FutureTask<Boolean> transfer = new FutureTask<>(() -> {
            assertThrows(CancelledException.class, () -> downloader.download(request(), listener, call));
            return true;
        });
        Thread thread = new Thread(transfer, "transfer");
        thread.setDaemon(true);
        thread.start();
        hold.awaitReached(Duration.ofSeconds(10));
        assertEquals(50_000, Files.size(part()));
        call.cancel();
        assertTrue(transfer.get(10, TimeUnit.SECONDS));
        assertEquals(0, call.registrations());
    }

    private TransferRequest request() {
        return new TransferRequest(
                List.of(asked -> source.locate(source.key("model.bin"), asked)),
                part(),
                folder.resolve("journal"),
                OptionalLong.empty(),
                Map.of(),
                1);
    }

    private Path part() {
        return folder.resolve("part");
    }
}
