package dev.stowage.app.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.api.Progress;
import dev.stowage.app.Samples;
import dev.stowage.model.Download;
import dev.stowage.model.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class BoardTest {
    private long seconds;
    private long version = 1;
    private final Board board = new Board(() -> seconds * 1_000_000_000);

    @Test
    void bytesAndNewStatusesMove() {
        follow(Status.QUEUED);
        seconds = 10;
        become(Status.DOWNLOADING);
        assertStill(0);
        seconds = 30;
        receive(100);
        assertStill(0);
        seconds = 35;
        receive(100);
        assertStill(5);
        receive(101);
        assertStill(0);
    }

    @Test
    void goingRoundBetweenQueueAndOriginDoesNotMove() {
        follow(Status.QUEUED);
        become(Status.DOWNLOADING);
        for (int round = 0; round < 5; round++) {
            seconds += 10;
            become(Status.QUEUED);
            become(Status.DOWNLOADING);
        }
        assertStill(50);
    }

    @Test
    void beingVerifiedIsMovingHoweverLongItTakes() {
        follow(Status.QUEUED);
        become(Status.VERIFYING);
        seconds = 1_000;
        assertStill(0);
    }

    @Test
    void fetchingAgainFromTheBeginningMoves() {
        follow(Status.DOWNLOADING);
        receive(4_000);
        seconds = 70;
        receive(10);
        receive(20);
        assertStill(0);
    }

    @Test
    void anOutdatedValueChangesNothing() {
        follow(Status.QUEUED);
        become(Status.DOWNLOADING);
        board.update(sample(Status.QUEUED).version(1).build());
        assertEquals(Status.DOWNLOADING, board.sights().get(0).download().status());
    }

    @Test
    void measuresSpeedFromTheFirstByteOfEachStretch() {
        follow(Status.DOWNLOADING);
        seconds = 10;
        receive(100);
        seconds = 13;
        assertEquals(Duration.ofSeconds(3), board.sights().get(0).measured());
        become(Status.QUEUED);
        become(Status.DOWNLOADING);
        assertEquals(Duration.ZERO, board.sights().get(0).measured());
    }

    @Test
    void showsOnlyWhatIsFollowed() {
        Download other = Samples.in(Status.QUEUED, "other").build();
        board.changed(other, other);
        assertEquals(0, board.sights().size());
    }

    private void follow(Status status) {
        board.follow(sample(status).build());
    }

    private void become(Status status) {
        Download before = board.sights().get(0).download();
        version++;
        board.changed(before, sample(status).version(version).build());
    }

    private void receive(long bytes) {
        board.progressed(
                sample(Status.QUEUED).build().id(), new Progress(bytes, OptionalLong.empty(), 7, Optional.empty(), 1));
    }

    private void assertStill(long expected) {
        assertEquals(Duration.ofSeconds(expected), board.still());
    }

    private static dev.stowage.model.DownloadBuilder sample(Status status) {
        return Samples.in(status);
    }
}
