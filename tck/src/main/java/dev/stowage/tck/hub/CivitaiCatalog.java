package dev.stowage.tck.hub;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The models of the site. Thread-safe. */
final class CivitaiCatalog {
    private final List<CivitaiModel> models = new CopyOnWriteArrayList<>();

    /** A version and the model that it is of. */
    record Release(CivitaiModel model, CivitaiVersion version) {}

    /** Adds one, in place of the one of that number. */
    void put(CivitaiModel model) {
        models.removeIf(other -> other.id() == model.id());
        models.add(model);
    }

    List<CivitaiModel> models() {
        return List.copyOf(models);
    }

    Optional<CivitaiModel> model(int id) {
        return models.stream().filter(model -> model.id() == id).findFirst();
    }

    Optional<Release> version(int id) {
        return releases().filter(release -> release.version().id() == id).findFirst();
    }

    /** The version that has a file of this digest, the first of several. */
    Optional<Release> digest(String hex) {
        return releases()
                .filter(release -> release.version().files().stream().anyMatch(file -> file.hashesTo(hex)))
                .findFirst();
    }

    private Stream<Release> releases() {
        return models.stream().flatMap(model -> model.versions().stream().map(version -> new Release(model, version)));
    }
}
