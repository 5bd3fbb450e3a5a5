package dev.stowage.registry;

import dev.stowage.model.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * A preview whose bytes are not here yet.
 *
 * @param asset what it shows
 * @param n its place among the asset's previews
 * @param url where its source serves it
 * @param attempts how often it was tried
 * @param since since when it has been wanted
 * @param source the id of the source that the asset came from last, whose token the request may need
 */
record WantedPreview(Sha256 asset, int n, String url, int attempts, Instant since, Optional<String> source) {
    /** What is to be fetched for it. */
    PreviewOrder order() {
        String what = "fetch preview " + n + " of asset " + asset.shortForm();
        return new PreviewOrder(what, "It is tried again by itself.", url, asset, n);
    }

    /** Names it for good, whatever becomes of the attempts. */
    Key key() {
        return new Key(asset, n);
    }

    /**
     * Which preview.
     *
     * @param asset what it shows
     * @param n its place
     */
    record Key(Sha256 asset, int n) {}
}
