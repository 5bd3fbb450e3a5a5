package dev.stowage.app.served;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.api.Progress;
import dev.stowage.model.DownloadId;
import dev.stowage.spi.StowageException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How all running transfers go, asked for at most four times a second. */
final class LiveProgress {
    private static final long EVERY = Duration.ofMillis(250).toNanos();
    private static final String RUNNING = "downloads?status=downloading&limit=100";

    private final Server server;
    private Map<DownloadId, Progress> known = Map.of();
    private Optional<Long> asked = Optional.empty();

    LiveProgress(Server server) {
        this.server = server;
    }

    /** What was heard last. */
    synchronized Optional<Progress> of(DownloadId id) {
        return Optional.ofNullable(known.get(id));
    }

    /** Asks again, unless that was just done. */
    synchronized void refresh() throws StowageException {
        long now = System.nanoTime();
        if (asked.filter(last -> now - last < EVERY).isPresent()) {
            return;
        }
        asked = Optional.of(now);
        Map<DownloadId, Progress> running = new HashMap<>();
        for (JsonNode download : server.get(RUNNING).path("items")) {
            if (download.path("bytesPerSecond").isNumber()) {
                running.put(new DownloadId(download.path("id").asText()), progress(download));
            }
        }
        known = running;
    }

    private static Progress progress(JsonNode json) {
        JsonNode total = json.path("totalBytes");
        JsonNode eta = json.path("etaSeconds");
        return new Progress(
                json.path("receivedBytes").asLong(),
                total.isNumber() ? OptionalLong.of(total.asLong()) : OptionalLong.empty(),
                json.path("bytesPerSecond").asLong(),
                eta.isNumber() ? Optional.of(Duration.ofSeconds(eta.asLong())) : Optional.empty(),
                json.path("connections").asInt(0));
    }
}
