package dev.stowage.app.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.spi.StowageException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides what a client needs first: what it has missed, if that can be told, else a snapshot. */
final class Beginnings {
    private final String boot;
    private final Clock clock;
    private final Feed feed;
    private final Snapshots snapshots;

    Beginnings(String boot, Clock clock, Feed feed, Snapshots snapshots) {
        this.boot = boot;
        this.clock = clock;
        this.feed = feed;
        this.snapshots = snapshots;
    }

    /**
     * For one client. Blocks for the store.
     *
     * @param lastId what it has heard last, in its own words
     */
    Beginning of(Set<Topic> topics, Optional<String> lastId) throws StowageException {
        Optional<EventId> heard = lastId.flatMap(EventId::parse);
        if (heard.isPresent() && ours(heard.get())) {
            return new Beginning(new Feed.Position(topics, heard.get().number()), List.of(hello()));
        }
        Optional<Told> missed = earlier(topics, heard);
        Told told = missed.isPresent() ? missed.get() : snapshots.whole(topics);
        return new Beginning(new Feed.Position(topics, told.number()), List.of(hello(), told.frames()));
    }

    private boolean ours(EventId heard) {
        return heard.boot().equals(boot) && feed.holds(heard.number());
    }

    /** Only downloads can be told from the store alone. */
    private Optional<Told> earlier(Set<Topic> topics, Optional<EventId> heard) throws StowageException {
        return heard.isPresent() && !heard.get().boot().equals(boot) && topics.contains(Topic.DOWNLOADS)
                ? snapshots.since(heard.get())
                : Optional.empty();
    }

    private byte[] hello() {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("bootId", boot)
                .put("version", Beginnings.class.getPackage().getImplementationVersion())
                .put("time", clock.instant().toString());
        return Frame.first("hello", data);
    }
}
