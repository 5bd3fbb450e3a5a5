package dev.stowage.app.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Progress;
import dev.stowage.app.Samples;
import dev.stowage.model.Download;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ViewTest {
    private static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
    private long millis;
    private long version = 1;
    private final Board board = new Board(() -> millis * 1_000_000);

    @Test
    void logTellsBeginningTenPercentsAndEnd() {
        ProgressView view = new LogView(board, err, CLOCK);
        board.follow(Samples.in(Status.RESOLVING).build());
        view.refresh();
        become(Samples.in(Status.DOWNLOADING).version(++version).build());
        for (int received = 0; received <= 4_000; received += 100) {
            millis += 100;
            receive(received);
            view.refresh();
        }
        become(done());
        view.close();
        String[] lines = text().split("\n", -1);
        assertEquals("style.safetensors: 3.9 KiB from example.org", lines[0]);
        assertEquals("style.safetensors: 10 %, 0.4/3.9 KiB", lines[1]);
        assertEquals("style.safetensors: 90 %, 3.5/3.9 KiB, 1.0 KiB/s, 0:40 left", lines[9]);
        assertEquals("style.safetensors: done, 3.9 KiB in 0:04, verified", lines[10]);
        assertEquals("", lines[11]);
        assertEquals(12, lines.length);
    }

    @Test
    void logTellsEveryThirtySecondsOfASlowOne() {
        ProgressView view = new LogView(board, err, CLOCK);
        board.follow(Samples.in(Status.DOWNLOADING).build());
        for (int second = 0; second <= 65; second++) {
            millis = second * 1_000L;
            receive(1 + second);
            view.refresh();
        }
        assertEquals(3, text().lines().count(), text());
    }

    @Test
    void logTellsOnceUntilWhenItWaits() {
        ProgressView view = new LogView(board, err, CLOCK);
        board.follow(Samples.in(Status.QUEUED)
                .problem(Samples.problem(Problem.Kind.NETWORK))
                .retryAt(Optional.of(Samples.NOW.plusSeconds(30)))
                .build());
        view.refresh();
        view.refresh();
        assertEquals("style.safetensors: waiting until 10:21:00: it does not answer\n", text());
    }

    @Test
    void logSaysNothingOfWhatFailsBeforeItsFirstByte() {
        ProgressView view = new LogView(board, err, CLOCK);
        board.follow(Samples.in(Status.RESOLVING).build());
        view.refresh();
        become(Samples.in(Status.DOWNLOADING).version(++version).build());
        receive(0);
        view.refresh();
        become(Samples.in(Status.FAILED).version(++version).build());
        view.close();
        assertEquals("", text());
    }

    @Test
    void terminalDrawsTenTimesASecondAtMost() {
        ProgressView view = terminal();
        board.follow(Samples.in(Status.DOWNLOADING).build());
        for (millis = 0; millis < 1_000; millis++) {
            view.refresh();
        }
        assertEquals(10, text().split("connecting", -1).length - 1);
    }

    @Test
    void terminalDrawsOverItsOwnLinesAndLeavesOnlyWhatIsDone() {
        ProgressView view = terminal();
        board.follow(Samples.in(Status.QUEUED).build());
        board.follow(Samples.in(Status.QUEUED, "d2").build());
        view.refresh();
        become(done());
        view.close();
        view.close();
        assertTrue(text().contains("\r\u001b[2A\u001b[Jstyle.safetensors  done, 3.9 KiB in 0:00, verified\n"), text());
        assertTrue(text().endsWith("verified\n"), text());
    }

    @Test
    void terminalKeepsQuietOnceClosed() {
        ProgressView view = terminal();
        board.follow(Samples.in(Status.QUEUED).build());
        view.close();
        millis = 500;
        view.refresh();
        assertFalse(text().contains("style"), text());
    }

    private ProgressView terminal() {
        return new TerminalView(board, err, new Screen(true, 80, false), () -> millis * 1_000_000, CLOCK);
    }

    private void become(Download next) {
        board.changed(next, next);
    }

    private Download done() {
        return Samples.in(Status.COMPLETED)
                .published(Map.of(HashAlgorithm.SHA256, Samples.DIGEST.hex()))
                .version(++version)
                .build();
    }

    private void receive(long bytes) {
        board.progressed(
                Samples.completed().id(),
                new Progress(bytes, OptionalLong.of(4_000), 1_024, Optional.of(Duration.ofSeconds(40)), 1));
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
