package dev.stowage.app.served;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.api.Library;
import dev.stowage.api.Verification;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.Draft;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The assets of a running server. It reads their files again itself, so that it can note what it has found. */
public final class ServedLibrary implements Library {
    private final Server server;
    private final Library kept;

    ServedLibrary(Server server, Library kept) {
        this.server = server;
        this.kept = kept;
    }

    @Override
    public Optional<Asset> find(Sha256 id) throws StowageException {
        return kept.find(id);
    }

    @Override
    public Page<Asset> search(AssetQuery query) throws StowageException {
        return kept.search(query);
    }

    @Override
    public List<Asset> findByPath(Path path) throws StowageException {
        return kept.findByPath(path);
    }

    @Override
    public Optional<StoredPreview> preview(Sha256 id, int n) throws StowageException {
        return kept.preview(id, n);
    }

    /** No command asks for it. */
    @Override
    public Asset edit(Sha256 id, long version, Draft draft) throws StowageException {
        return kept.edit(id, version, draft);
    }

    @Override
    public Verification verify(Sha256 id) throws StowageException, InterruptedException {
        JsonNode seen = server.patiently().post("assets/" + id.hex() + "/verify");
        Optional<Asset> asset = kept.find(id);
        Optional<Verification.State> state = Arrays.stream(Verification.State.values())
                .filter(one -> one.wire().equals(seen.path("state").asText()))
                .findFirst();
        return asset.isPresent() && state.isPresent()
                ? new Verification(
                        asset.get().path(),
                        state.get(),
                        asset,
                        computed(seen, asset.get()),
                        problem(seen.path("error")))
                : kept.verify(id);
    }

    /** Where nothing is registered, or several are, there is nothing to note. */
    @Override
    public Verification verify(Path path) throws StowageException, InterruptedException {
        Path absolute = path.toAbsolutePath().normalize();
        List<Asset> there = kept.findByPath(absolute);
        boolean plain = there.size() == 1 && there.get(0).path().equals(absolute);
        return plain ? verify(there.get(0).id()) : kept.verify(path);
    }

    private static Optional<Digests> computed(JsonNode seen, Asset asset) {
        JsonNode actual = seen.path("hash").path("actual");
        return actual.isTextual()
                ? Optional.of(new Digests(Map.of(HashAlgorithm.SHA256, actual.textValue()), asset.totalBytes()))
                : Optional.empty();
    }

    private static Optional<Problem> problem(JsonNode error) {
        String sentence = error.path("message").asText("");
        String code = error.path("code").asText(Codes.DAMAGED);
        Problem.Kind kind = code.equals(Codes.DAMAGED) ? Problem.Kind.VERIFICATION : Problem.Kind.STORAGE;
        return sentence.isEmpty() ? Optional.empty() : Optional.of(Told.problem(kind, code, sentence, error));
    }
}
