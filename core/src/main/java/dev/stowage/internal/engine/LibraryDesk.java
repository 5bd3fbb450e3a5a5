package dev.stowage.internal.engine;

import dev.stowage.api.Library;
import dev.stowage.api.Verification;
import dev.stowage.api.Verification.State;
import dev.stowage.internal.files.Ownership;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Check;
import dev.stowage.model.Check.Condition;
import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKeys;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The assets as their users see them. */
record LibraryDesk(
        AssetLibrary assets, Resolvers resolvers, Reverification reverification, Clock clock, Ownership ownership)
        implements Library {
    @Override
    public Optional<Asset> find(Sha256 id) throws StowageException {
        return assets.find(id);
    }

    @Override
    public Page<Asset> search(AssetQuery query) throws StowageException {
        return assets.search(query);
    }

    @Override
    public Optional<FileKeys> filesOf(Reference reference) {
        return resolvers.files(reference);
    }

    @Override
    public List<Asset> findByPath(Path path) throws StowageException {
        return assets.findByPath(path);
    }

    @Override
    public Optional<StoredPreview> preview(Sha256 id, int n) throws StowageException {
        return assets.preview(id, n);
    }

    @Override
    public Asset edit(Sha256 id, long version, Draft draft) throws StowageException {
        ownership.take();
        Asset before = assets.find(id).orElseThrow(() -> unknown("edit", id));
        Edits.check(before.card(), draft, "asset " + id.shortForm());
        return assets.edit(id, version, draft)
                .orElseThrow(() -> new StowageException(Problem.of(
                        Problem.Kind.CONFLICT,
                        Codes.ILLEGAL_STATE,
                        "edit asset " + id.shortForm(),
                        "somebody else has edited it since version " + version,
                        "Read it again and repeat the edit.")));
    }

    @Override
    public Verification verify(Sha256 id) throws StowageException, InterruptedException {
        Asset asset = assets.find(id).orElseThrow(() -> unknown("verify", id));
        return recorded(reverification.of(asset.path(), List.of(asset)));
    }

    @Override
    public Verification verify(Path path) throws StowageException, InterruptedException {
        Path absolute = path.toAbsolutePath().normalize();
        Verification seen = recorded(reverification.of(absolute, assets.findByPath(absolute)));
        Optional<Sha256> digest = seen.computed().flatMap(Digests::sha256);
        Optional<Asset> known =
                seen.asset().isEmpty() && digest.isPresent() ? assets.find(digest.get()) : Optional.empty();
        return known.isEmpty()
                ? seen
                : new Verification(absolute, State.ELSEWHERE, known, seen.computed(), Optional.empty());
    }

    private Verification recorded(Verification seen) throws StowageException {
        Optional<Condition> condition = condition(seen.state());
        if (seen.asset().isEmpty() || condition.isEmpty() || !owned()) {
            return seen;
        }
        Check check = new Check(condition.get(), clock.instant());
        Optional<Asset> stored = assets.recordCheck(seen.asset().get().id(), check);
        return new Verification(seen.path(), seen.state(), stored.or(seen::asset), seen.computed(), seen.problem());
    }

    /** Looking at a file is possible beside the process that has the data folder. */
    private boolean owned() throws StowageException {
        try {
            ownership.take();
            return true;
        } catch (StowageException e) {
            if (e.problem().code().equals(Codes.ALREADY_RUNNING)) {
                return false;
            }
            throw e;
        }
    }

    static Optional<Condition> condition(State state) {
        return switch (state) {
            case INTACT -> Optional.of(Condition.INTACT);
            case DAMAGED -> Optional.of(Condition.DAMAGED);
            case MISSING -> Optional.of(Condition.MISSING);
            case UNREADABLE, ELSEWHERE, UNREGISTERED -> Optional.empty();
        };
    }

    private static StowageException unknown(String verb, Sha256 id) {
        return new StowageException(Problem.of(
                Problem.Kind.NOT_FOUND,
                Codes.UNKNOWN_ID,
                verb + " asset " + id.shortForm(),
                "there is none of that SHA-256",
                "Search the assets to find it."));
    }
}
