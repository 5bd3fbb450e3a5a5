package dev.stowage.app.events;

import dev.stowage.spi.StowageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read from the store a moment ago, for all who want the same. After a restart hundreds come back at once; each then goes on in the
 * feed from where this ends.
 */
final class Shared {
    private static final int MOST = 4;
    private static final int EVENTS_BEHIND = 200;
    private static final int TICKS_BEHIND = 8;

    private final Feed feed;
    private final Map<Object, Entry> entries = new LinkedHashMap<>();
    private long tick;

    Shared(Feed feed) {
        this.feed = feed;
    }

    private record Entry(long number, long tick, Optional<Told> told) {}

    /** Reads it. */
    interface Reader {
        /** @param number the last event before the store is read */
        Optional<Told> read(long number) throws StowageException;
    }

    /** At most two seconds old. Who comes while another one reads waits for that. */
    synchronized Optional<Told> get(Object key, Reader reader) throws StowageException {
        @Nullable Entry known = entries.get(key);
        long number = feed.head().number();
        if (known != null && number - known.number() <= EVENTS_BEHIND) {
            return known.told();
        }
        Optional<Told> told = reader.read(number);
        entries.put(key, new Entry(number, tick, told));
        if (entries.size() > MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
        return told;
    }

    /** A quarter of a second has passed. */
    synchronized void tick() {
        tick++;
        entries.values().removeIf(entry -> tick - entry.tick() > TICKS_BEHIND);
    }
}
