package dev.stowage.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Progress;
import dev.stowage.api.StowageListener;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Samples;
import dev.stowage.spi.TransferListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {
    private static final long SECOND = 1_000_000_000L;
    private static final DownloadId ID = new DownloadId("one");

    private final AtomicLong now = new AtomicLong(-SECOND); // nanoTime may be negative
    private final Listeners listeners = new Listeners(Thread::new);
    private final ProgressBoard board = new ProgressBoard(now::get, listeners);
    private final List<Long> told = new CopyOnWriteArrayList<>();

    @Test
    void showsBytesSpeedAndTimeLeft() {
        TransferListener transfer = board.watch(ID);
        transfer.started(500, OptionalLong.of(10_500));
        at(1);
        transfer.received(1500, 3);
        assertEquals(
                Optional.of(new Progress(1500, OptionalLong.of(10_500), 1000, Optional.of(Duration.ofSeconds(9)), 3)),
                board.progress(ID));
    }

    @Test
    void doesNotGuessTheTimeLeft() {
        TransferListener transfer = board.watch(ID);
        transfer.started(0, OptionalLong.empty());
        at(1);
        transfer.received(1000, 1);
        assertEquals(Optional.empty(), board.progress(ID).orElseThrow().eta(), "the size is unknown");
        transfer.started(0, OptionalLong.of(10));
        assertEquals(Optional.empty(), board.progress(ID).orElseThrow().eta(), "the speed is unknown");
    }

    @Test
    void hasNoTimeLeftWhenMoreComesThanWasAnnounced() {
        TransferListener transfer = board.watch(ID);
        transfer.started(0, OptionalLong.of(100));
        at(1);
        transfer.received(1000, 1);
        assertEquals(
                Optional.of(Duration.ZERO), board.progress(ID).orElseThrow().eta());
    }

    @Test
    void losesBytesThatAreWrittenAgain() {
        TransferListener transfer = board.watch(ID);
        transfer.started(0, OptionalLong.of(1000));
        at(1);
        transfer.received(800, 1);
        transfer.rewound(300, Samples.problem());
        assertEquals(OptionalLong.of(300), board.goodBytes(ID));
        transfer.rewound(900, Samples.problem());
        assertEquals(OptionalLong.of(300), board.goodBytes(ID));
        assertEquals(0, board.progress(ID).orElseThrow().bytesPerSecond());
    }

    @Test
    void knowsOnlyWhatRuns() {
        assertEquals(Optional.empty(), board.progress(ID));
        assertEquals(OptionalLong.empty(), board.goodBytes(ID));
        TransferListener transfer = board.watch(ID);
        assertEquals(OptionalLong.empty(), board.goodBytes(ID), "not begun yet: nothing is known of the disk");
        transfer.started(7, OptionalLong.empty());
        assertEquals(OptionalLong.of(7), board.goodBytes(ID));
        board.forget(ID);
        assertEquals(Optional.empty(), board.progress(ID));
        assertEquals(OptionalLong.empty(), board.goodBytes(ID));
    }

    @Test
    void tellsAtMostFourTimesASecondAndAlwaysTheEnd() throws Exception {
        listeners.add(new StowageListener() {
            @Override
            public void progressed(DownloadId id, Progress progress) {
                told.add(progress.receivedBytes());
            }
        });
        TransferListener transfer = board.watch(ID);
        transfer.started(0, OptionalLong.of(1001));
        for (int milli = 1; milli <= 1000; milli++) {
            now.addAndGet(1_000_000);
            transfer.received(milli, 1);
        }
        transfer.received(1001, 1);
        listeners.close(Duration.ofSeconds(10));
        assertEquals(List.of(0L, 250L, 500L, 750L, 1000L, 1001L), told);
    }

    @Test
    void keepsTransfersApart() {
        TransferListener one = board.watch(ID);
        TransferListener two = board.watch(new DownloadId("two"));
        one.started(1, OptionalLong.empty());
        two.started(2, OptionalLong.empty());
        assertEquals(OptionalLong.of(1), board.goodBytes(ID));
        assertEquals(OptionalLong.of(2), board.goodBytes(new DownloadId("two")));
        assertTrue(board.progress(ID).orElseThrow().totalBytes().isEmpty());
    }

    private void at(long seconds) {
        now.addAndGet(seconds * SECOND);
    }
}
