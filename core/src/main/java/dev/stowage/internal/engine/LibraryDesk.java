package dev.stowage.internal.engine;

import dev.stowage.api.Library;
import dev.stowage.internal.files.Ownership;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Codes;
import dev.stowage.model.Draft;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The assets as their users see them. */
record LibraryDesk(Ownership ownership, AssetLibrary assets) implements Library {
    @Override
    public Optional<Asset> find(Sha256 id) throws StowageException {
        return assets.find(id);
    }

    @Override
    public Page<Asset> search(AssetQuery query) throws StowageException {
        return assets.search(query);
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
        Optional<Asset> edited = assets.edit(id, version, draft);
        if (edited.isPresent()) {
            return edited.get();
        }
        boolean known = assets.find(id).isPresent();
        throw new StowageException(
                known
                        ? Problem.of(
                                Problem.Kind.CONFLICT,
                                Codes.ILLEGAL_STATE,
                                "edit asset " + id.shortForm(),
                                "somebody else has edited it since version " + version,
                                "Read it again and repeat the edit.")
                        : Problem.of(
                                Problem.Kind.NOT_FOUND,
                                Codes.UNKNOWN_ID,
                                "edit asset " + id.shortForm(),
                                "there is none of that SHA-256",
                                "Search the assets to find it."));
    }
}
