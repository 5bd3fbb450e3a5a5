package dev.stowage.app.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Downloads;
import dev.stowage.app.Samples;
import dev.stowage.model.Download;
import dev.stowage.model.Page;
import dev.stowage.model.Status;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final int CAPACITY = 8;

    private final Feed feed = new Feed(new EventLog("boot", CAPACITY, Instant.EPOCH), () -> {});
    private final Download download = Samples.in(Status.QUEUED).build();
    private final Reader reader = new Reader();
    private final EventStream stream = new EventStream(
            feed,
            new Snapshots(emptyQueue(), Clock.systemUTC(), "boot", new Shared(feed)),
            new Beginning(new Feed.Position(Topic.ALL, 0), List.of(Frame.HEARTBEAT)),
            reader);

    @Test
    void sendsAndFlushesAllThereIs() {
        feed.changed(download, download);
        feed.changed(download, download);
        stream.pump();
        assertEquals(2, reader.events("download"));
        assertEquals(0, reader.unflushed);
    }

    @Test
    void whoIsOvertakenGetsASnapshotInsteadOfAllThatItMissed() {
        stream.pump();
        reader.ready = false;
        for (int i = 0; i < CAPACITY + 5; i++) {
            feed.changed(download, download);
            stream.pump();
        }
        reader.ready = true;
        stream.pump();
        assertEquals(1, reader.events("snapshot"));
        assertEquals(0, reader.events("download"));
        feed.changed(download, download);
        stream.pump();
        assertEquals(1, reader.events("download"));
    }

    @Test
    void whoDoesNotReadIsDroppedAfterAWhile() {
        reader.ready = false;
        stream.pump();
        for (int i = 0; i < EventStream.PATIENCE_TICKS; i++) {
            stream.tick();
        }
        assertFalse(stream.closed());
        stream.tick();
        assertTrue(stream.closed());
        assertTrue(reader.closed);
    }

    @Test
    void whoReadsNowAndThenIsKept() {
        for (int i = 0; i < 3 * EventStream.PATIENCE_TICKS; i++) {
            reader.ready = i % EventStream.PATIENCE_TICKS == 0;
            stream.tick();
        }
        assertFalse(stream.closed());
    }

    @Test
    void aSilentStreamHasAHeartbeat() {
        stream.pump();
        int before = reader.bytes.size();
        for (int i = 0; i < EventStream.HEARTBEAT_TICKS; i++) {
            assertEquals(before, reader.bytes.size());
            stream.tick();
        }
        assertEquals(before + Frame.HEARTBEAT.length, reader.bytes.size());
    }

    private static Downloads emptyQueue() {
        return (Downloads) Proxy.newProxyInstance(
                Downloads.class.getClassLoader(),
                new Class<?>[] {Downloads.class},
                (queue, method, arguments) ->
                        method.getName().equals("list") ? new Page<>(List.of(), Optional.empty()) : Map.of());
    }

    /** A client that reads when the test wants it to. */
    private static final class Reader implements Outlet {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ready = true;
        private boolean closed;
        private int unflushed;

        @Override
        public boolean ready() {
            return ready;
        }

        @Override
        public void write(byte[] piece, int offset, int length) {
            bytes.write(piece, offset, length);
            unflushed++;
        }

        @Override
        public void flush() {
            unflushed = 0;
        }

        @Override
        public void close() {
            closed = true;
        }

        int events(String name) {
            return bytes.toString(StandardCharsets.UTF_8).split("event: " + name + "\n", -1).length - 1;
        }
    }
}
