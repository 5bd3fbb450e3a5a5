package dev.stowage.internal.engine;

import dev.stowage.model.FileKey;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.UserId;
import dev.stowage.spi.Inspection;
import dev.stowage.spi.RemoteBytes;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the beginnings of files have told. A card is asked for again with every change of a field; the origin is not. */
final class Glances {
    private static final int MOST_KEPT = 1_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Ports ports;
    private final Clock clock;
    private final Map<Of, Kept> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Of, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    };

    Glances(Ports ports, Clock clock) {
        this.ports = ports;
        this.clock = clock;
    }

    /**
     * What there is to see of a file.
     *
     * @param name what the origin calls it
     */
    record Glance(Inspection inspection, OptionalLong sizeBytes, Optional<String> name) {
        static final Glance NOTHING = new Glance(Inspection.CANNOT_TELL, OptionalLong.empty(), Optional.empty());
    }

    /** Another user may be shown something else. */
    private record Of(FileKey file, UserId user) {}

    private record Kept(Glance glance, Instant at) {}

    /** Asks the origin, unless that was done a moment ago. */
    Glance at(SourceResolver source, RemoteFile file, LiveCall call) throws StowageException {
        Of key = new Of(file.key(), call.user());
        Optional<Glance> known = known(key);
        if (known.isPresent()) {
            return known.get();
        }
        Glance fresh = fresh(source, file, call);
        synchronized (kept) {
            kept.remove(key);
            kept.put(key, new Kept(fresh, clock.instant()));
        }
        return fresh;
    }

    private Optional<Glance> known(Of key) {
        Instant oldest = clock.instant().minus(KEPT);
        synchronized (kept) {
            return Optional.ofNullable(kept.get(key))
                    .filter(glance -> glance.at().isAfter(oldest))
                    .map(Kept::glance);
        }
    }

    private Glance fresh(SourceResolver source, RemoteFile file, LiveCall call) throws StowageException {
        SourceCall asking = new SourceCall(call, file.key().source());
        Optional<RemoteBytes> bytes = ports.downloader().peek(new Whereabouts(source, file.key()), asking);
        if (bytes.isEmpty()) {
            return Glance.NOTHING;
        }
        Optional<String> name = bytes.get().suggestedName();
        Inspection inspection = ports.inspector().inspect(name.orElse(file.name()), bytes.get());
        return new Glance(inspection, bytes.get().size(), name);
    }
}
