package dev.stowage.tck.selftest;

import dev.stowage.internal.memory.InMemoryLibrary;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Check;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import dev.stowage.model.Page;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The library in memory with one thing wrong. */
final class FlawedLibrary implements AssetLibrary {
    private final InMemoryLibrary right = new InMemoryLibrary();
    private final Map<Path, List<Asset>> places = new ConcurrentHashMap<>();
    private final Flaw flaw;

    FlawedLibrary(Flaw flaw) {
        this.flaw = flaw;
    }

    /** What is wrong, and the sentence that is broken by it. */
    enum Flaw {
        CHANGES_TIME("AR-01"),
        INVENTS("AR-02"),
        REPLACES_ORIGINS("AR-03"),
        STAYS_AT_OLD_PATH("AR-04"),
        OLDEST_FIRST("AR-05"),
        DELETES_FILES("AR-06"),
        FAILS_ON_UNKNOWN("AR-07"),
        FORGETS("AR-08"),
        SHOWS_NEWEST_FIRST("AR-09"),
        COUNTS_NO_EDITS("AR-10"),
        RETURNS_STALE_EDITS("AR-11"),
        UNDOES_EDITS("AR-12"),
        LISTS_OLDEST_FIRST("AR-13"),
        PAGES_BY_NUMBER("AR-14"),
        CURSOR_NAMES_AN_ENTRY("AR-15"),
        SEEKS_NO_TAGS("AR-16"),
        COUNTS_CHECKS_AS_EDITS("AR-17"),
        KEEPS_CHECKS("AR-18"),
        FINDS_WHERE_IT_WAS("AR-19"),
        SHOWS_WHAT_IT_HAS_NOT("AR-20");

        final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }
    }

    @Override
    public Optional<Asset> find(Sha256 id) throws StowageException {
        if (has(Flaw.INVENTS)) {
            throw new StowageException(
                    Problem.of(Problem.Kind.NOT_FOUND, "not_found", "find it", "it is not there", ""));
        }
        return right.find(id);
    }

    @Override
    public List<Asset> findBySource(FileKey file) {
        List<Asset> found = new ArrayList<>(right.findBySource(file));
        if (has(Flaw.OLDEST_FIRST)) {
            Collections.reverse(found);
        }
        return found;
    }

    @Override
    public Asset register(Asset asset) {
        Optional<Asset> stored = right.find(asset.id());
        if (has(Flaw.CHANGES_TIME)) {
            return right.register(entered(asset, asset.registeredAt().minusNanos(1000)));
        }
        if (stored.isEmpty()) {
            return right.register(asset);
        }
        return switch (flaw) {
            case REPLACES_ORIGINS -> forgotten(asset);
            case STAYS_AT_OLD_PATH ->
                right.register(asset.toBuilder().path(stored.get().path()).build());
            case KEEPS_CHECKS ->
                right.register(asset.toBuilder().check(stored.get().check()).build());
            case SHOWS_NEWEST_FIRST -> shownFirst(asset, stored.get());
            case UNDOES_EDITS -> forgotten(asset);
            default -> right.register(asset);
        };
    }

    private Asset forgotten(Asset asset) {
        right.forget(asset.id());
        return right.register(asset);
    }

    private Asset shownFirst(Asset asset, Asset stored) {
        right.forget(asset.id());
        List<PreviewMedia> previews = new ArrayList<>(asset.previews());
        previews.addAll(stored.previews());
        return right.register(asset.toBuilder().previews(previews).build());
    }

    private static Asset entered(Asset asset, Instant at) {
        return Asset.builder(asset.id(), asset.path(), asset.card(), at)
                .totalBytes(asset.totalBytes())
                .origins(asset.origins())
                .previews(asset.previews())
                .verdict(asset.verdict())
                .check(asset.check())
                .build();
    }

    @Override
    public void forget(Sha256 id) {
        Optional<Asset> stored = right.find(id);
        if (has(Flaw.DELETES_FILES)) {
            stored.ifPresent(asset -> asset.path().toFile().delete());
        }
        if (has(Flaw.FAILS_ON_UNKNOWN) && stored.isEmpty()) {
            throw new IllegalArgumentException("There is no such entry");
        }
        right.forget(id);
    }

    @Override
    public Page<Asset> search(AssetQuery query) throws StowageException {
        if (has(Flaw.SEEKS_NO_TAGS)) {
            return query.text().filter("LANDSCAPE"::equals).isPresent()
                    ? new Page<>(List.of(), Optional.empty())
                    : right.search(query);
        }
        if (!has(Flaw.LISTS_OLDEST_FIRST) && !has(Flaw.PAGES_BY_NUMBER) && !has(Flaw.CURSOR_NAMES_AN_ENTRY)) {
            return right.search(query);
        }
        List<Asset> all =
                new ArrayList<>(right.search(AssetQuery.ALL.limit(500)).items());
        if (has(Flaw.LISTS_OLDEST_FIRST)) {
            Collections.reverse(all);
        }
        int from = query.cursor().map(cursor -> from(all, cursor)).orElse(0);
        int to = Math.min(all.size(), from + query.limit());
        Optional<String> next = to < all.size() ? Optional.of(cursor(all, to)) : Optional.empty();
        return new Page<>(all.subList(from, to), next);
    }

    private String cursor(List<Asset> all, int to) {
        return has(Flaw.CURSOR_NAMES_AN_ENTRY) ? all.get(to - 1).id().hex() : Integer.toString(to);
    }

    private int from(List<Asset> all, String cursor) {
        return has(Flaw.CURSOR_NAMES_AN_ENTRY)
                ? all.stream().map(asset -> asset.id().hex()).toList().indexOf(cursor) + 1
                : Integer.parseInt(cursor);
    }

    @Override
    public Optional<Asset> edit(Sha256 id, long version, Draft draft) {
        if (has(Flaw.COUNTS_NO_EDITS)) {
            Optional<Asset> stored = right.find(id);
            right.edit(id, version, draft);
            return stored;
        }
        Optional<Asset> edited = right.edit(id, version, draft);
        return has(Flaw.RETURNS_STALE_EDITS) ? edited.or(() -> right.find(id)) : edited;
    }

    @Override
    public List<Asset> findByPath(Path path) {
        if (has(Flaw.FINDS_WHERE_IT_WAS)) {
            places.computeIfAbsent(path, p -> right.findByPath(p));
            return places.getOrDefault(path, List.of());
        }
        return right.findByPath(path);
    }

    @Override
    public Optional<Asset> recordCheck(Sha256 id, Check check) {
        Optional<Asset> checked = right.recordCheck(id, check);
        return has(Flaw.COUNTS_CHECKS_AS_EDITS)
                ? checked.flatMap(asset -> right.edit(id, asset.version(), asset.card()))
                : checked;
    }

    @Override
    public Optional<StoredPreview> preview(Sha256 id, int n) {
        return has(Flaw.SHOWS_WHAT_IT_HAS_NOT)
                ? right.find(id).map(asset -> new StoredPreview(asset.path(), "image/png"))
                : right.preview(id, n);
    }

    private boolean has(Flaw wrong) {
        return flaw == wrong;
    }
}
