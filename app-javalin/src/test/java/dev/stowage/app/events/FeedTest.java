package dev.stowage.app.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Progress;
import dev.stowage.app.Samples;
import dev.stowage.model.Download;
import dev.stowage.model.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final int CAPACITY = 8;

    private final Feed feed = new Feed(new EventLog("boot", CAPACITY, Instant.EPOCH), () -> {});
    private final Download running = Samples.in(Status.DOWNLOADING).build();
    private final Download paused = Samples.in(Status.PAUSED).build();

    @Test
    void everyoneGetsTheSameBytes() {
        feed.changed(running, paused);
        byte[] first = next(from(0)).orElseThrow();
        assertSame(first, next(from(0)).orElseThrow());
        assertTrue(text(first).startsWith("id: boot-1-" + paused.updatedAt().toEpochMilli() + "\nevent: download\n"));
    }

    @Test
    void progressComesWithATickOnlyAndOnceForAClient() {
        feed.changed(paused, running);
        Feed.Position position = from(1);
        assertEquals(Optional.empty(), next(position));
        tick(10);
        assertTrue(text(next(position).orElseThrow()).contains("," + 10 + ","));
        assertEquals(Optional.empty(), next(position));
        tick(10);
        assertEquals(Optional.empty(), next(position), "nothing has changed");
        tick(20);
        tick(30);
        String batch = text(next(position).orElseThrow());
        assertTrue(batch.contains(",30,") && !batch.contains(",20,"), batch);
    }

    @Test
    void whoComesInTheMiddleHearsWhatIsTrueAtOnce() {
        feed.changed(paused, running);
        tick(10);
        tick(10);
        assertTrue(text(next(from(1)).orElseThrow()).contains(",10,"));
    }

    @Test
    void noProgressFollowsTheEndOfATransfer() {
        feed.changed(paused, running);
        tick(10);
        Feed.Position position = from(1);
        feed.changed(running, paused);
        tick(20);
        assertTrue(text(next(position).orElseThrow()).contains("event: download\n"));
        assertEquals(Optional.empty(), next(position));
    }

    @Test
    void whatWasUnderWayBeforeIsToldUnlessNewsCameFirst() {
        feed.changed(running, paused);
        feed.begin(List.of(running.id()));
        tick(10);
        assertEquals(Optional.empty(), next(from(1)));
    }

    @Test
    void theLogIsBounded() {
        for (int i = 0; i <= CAPACITY; i++) {
            feed.changed(paused, running);
        }
        assertTrue(feed.holds(1));
        assertTrue(!feed.holds(0));
        assertTrue(!feed.holds(CAPACITY + 2));
    }

    @Test
    void topicsThatNobodyWantsArePassedOver() {
        feed.changed(paused, running);
        tick(10);
        Feed.Position position = new Feed.Position(Set.of(Topic.WORKERS), 0);
        assertEquals(Optional.empty(), next(position));
        assertEquals(1, position.number());
    }

    private Feed.Position from(long number) {
        return new Feed.Position(Topic.ALL, number);
    }

    private Optional<byte[]> next(Feed.Position position) {
        return feed.next(position);
    }

    private void tick(long bytes) {
        feed.tick(
                id -> Optional.of(new Progress(bytes, OptionalLong.of(100), 5, Optional.of(Duration.ofSeconds(7)), 1)));
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }
}
