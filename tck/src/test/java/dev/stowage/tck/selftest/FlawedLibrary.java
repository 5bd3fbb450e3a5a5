package dev.stowage.tck.selftest;

import dev.stowage.internal.memory.InMemoryLibrary;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.StowageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The library in memory with one thing wrong. */
final class FlawedLibrary implements AssetLibrary {
    private final InMemoryLibrary right = new InMemoryLibrary();
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
        COUNTS_NO_EDITS("AR-10"),
        RETURNS_STALE_EDITS("AR-11"),
        UNDOES_EDITS("AR-12"),
        LISTS_OLDEST_FIRST("AR-13"),
        PAGES_BY_NUMBER("AR-14"),
        CURSOR_NAMES_AN_ENTRY("AR-15"),
        SEEKS_NO_TAGS("AR-16");

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
            return right.register(with(asset, asset, asset.registeredAt().minusNanos(1000)));
        }
        if (stored.isEmpty()) {
            return right.register(asset);
        }
        return switch (flaw) {
            case REPLACES_ORIGINS -> forgotten(asset);
            case STAYS_AT_OLD_PATH -> right.register(with(asset, stored.get(), asset.registeredAt()));
            case UNDOES_EDITS -> forgotten(asset);
            default -> right.register(asset);
        };
    }

    private Asset forgotten(Asset asset) {
        right.forget(asset.id());
        return right.register(asset);
    }

    private static Asset with(Asset asset, Asset place, Instant at) {
        return new Asset(
                asset.id(),
                place.path(),
                asset.totalBytes(),
                asset.card(),
                asset.origins(),
                asset.verdict(),
                asset.version(),
                at);
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
        List<Asset> all = new ArrayList<>(
                right.search(new AssetQuery(query.type(), query.baseModel(), query.text(), 500, Optional.empty()))
                        .items());
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

    private boolean has(Flaw wrong) {
        return flaw == wrong;
    }
}
