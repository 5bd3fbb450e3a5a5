package dev.stowage.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verified bytes in the library. Immutable.
 *
 * <p>Its verbs say what an entry becomes, so that every registry means the same by them: {@link #registeredAgain}, {@link #edited},
 * {@link #checked}.
 *
 * @since 0.1
 */
public final class Asset {
    private final Builder parts;

    private Asset(Builder parts) {
        this.parts = parts;
    }

    /** Begins an entry for these bytes at this absolute path, with version 1 and nothing known of where they came from. */
    public static Builder builder(Sha256 id, Path path, Draft card, Instant registeredAt) {
        return new Builder(id, path, card, registeredAt);
    }

    /** The same entry, ready to be changed. */
    public Builder toBuilder() {
        return new Builder(parts);
    }

    /** The identity: SHA-256 of the bytes. */
    public Sha256 id() {
        return parts.id;
    }

    /** Where they lie, absolute. */
    public Path path() {
        return parts.path;
    }

    /** How many there are. */
    public long totalBytes() {
        return parts.totalBytes;
    }

    /** What people know of it, editable. */
    public Draft card() {
        return parts.card;
    }

    /** Where the bytes were fetched from, newest first, each file of a source once; none when they were on the disk already. */
    public List<AssetOrigin> origins() {
        return parts.origins;
    }

    /** The pictures and clips of all origins, each address once. A preview keeps its place for good: new ones are added behind. */
    public List<PreviewMedia> previews() {
        return parts.previews;
    }

    /** What verification said: {@link Verdict#MATCH} or {@link Verdict#UNPUBLISHED}. */
    public Verdict verdict() {
        return parts.verdict;
    }

    /** What looking at the file again said the last time; empty when nobody has looked since it was registered. */
    public Optional<Check> check() {
        return Optional.ofNullable(parts.check);
    }

    /** Counts edits, from 1. */
    public long version() {
        return parts.version;
    }

    /** When it was first entered. */
    public Instant registeredAt() {
        return parts.registeredAt;
    }

    /** Whether the bytes were fetched from this file of a source. */
    public boolean cameFrom(FileKey file) {
        return origins().stream().anyMatch(origin -> origin.file().equals(file));
    }

    /**
     * What this entry becomes when its bytes are registered again: they lie where they were registered last, origins and previews are
     * united, the check is void because the bytes were verified just now, and what people have edited stays.
     */
    public Asset registeredAgain(Asset again) {
        return toBuilder()
                .path(again.path())
                .totalBytes(again.totalBytes())
                .verdict(again.verdict())
                .origins(united(origins(), again.origins()))
                .previews(joined(previews(), again.previews()))
                .check(again.check())
                .build();
    }

    /** What this entry becomes when somebody edits it. */
    public Asset edited(Draft better) {
        return toBuilder().card(better).version(version() + 1).build();
    }

    /** What this entry becomes when somebody has looked at its file; that is no edit. */
    public Asset checked(Check result) {
        return toBuilder().check(Optional.of(result)).build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Asset asset && parts.values().equals(asset.parts.values());
    }

    @Override
    public int hashCode() {
        return parts.id.hashCode();
    }

    @Override
    public String toString() {
        return "Asset[" + id().shortForm() + ", " + path() + ", version " + version() + "]";
    }

    private static List<AssetOrigin> united(List<AssetOrigin> stored, List<AssetOrigin> news) {
        Map<FileKey, AssetOrigin> byFile = new LinkedHashMap<>();
        news.forEach(origin -> byFile.putIfAbsent(origin.file(), origin));
        stored.forEach(earlier -> byFile.merge(earlier.file(), earlier, AssetOrigin::over));
        return List.copyOf(byFile.values());
    }

    private static List<PreviewMedia> joined(List<PreviewMedia> stored, List<PreviewMedia> news) {
        Set<PreviewMedia> all = new LinkedHashSet<>(stored);
        all.addAll(news);
        return List.copyOf(all);
    }

    /**
     * Collects the parts of an {@link Asset}. Not thread-safe.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final Sha256 id;
        private final Instant registeredAt;
        private Path path;
        private Draft card;
        private long totalBytes;
        private List<AssetOrigin> origins = List.of();
        private List<PreviewMedia> previews = List.of();
        private Verdict verdict = Verdict.UNPUBLISHED;
        private @Nullable Check check;
        private long version = 1;

        private Builder(Sha256 id, Path path, Draft card, Instant registeredAt) {
            this.id = id;
            this.path = path;
            this.card = card;
            this.registeredAt = registeredAt;
        }

        private Builder(Builder other) {
            this(other.id, other.path, other.card, other.registeredAt);
            totalBytes = other.totalBytes;
            origins = other.origins;
            previews = other.previews;
            verdict = other.verdict;
            check = other.check;
            version = other.version;
        }

        public Builder path(Path value) {
            path = value;
            return this;
        }

        public Builder card(Draft value) {
            card = value;
            return this;
        }

        public Builder totalBytes(long value) {
            totalBytes = value;
            return this;
        }

        public Builder origins(List<AssetOrigin> values) {
            origins = List.copyOf(values);
            return this;
        }

        public Builder previews(List<PreviewMedia> values) {
            previews = List.copyOf(values);
            return this;
        }

        public Builder verdict(Verdict value) {
            verdict = value;
            return this;
        }

        public Builder check(Optional<Check> value) {
            check = value.orElse(null);
            return this;
        }

        public Builder version(long value) {
            version = value;
            return this;
        }

        /** The finished entry; the builder may go on being used. */
        public Asset build() {
            return new Asset(new Builder(this));
        }

        private List<@Nullable Object> values() {
            List<@Nullable Object> values = new ArrayList<>(List.of(id, path, card, totalBytes, origins, previews));
            values.add(verdict);
            values.add(check);
            values.add(version);
            values.add(registeredAt);
            return values;
        }
    }
}
