package dev.stowage.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Reference;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The pictures that show what a model does: those its author chose, then those that lie beside it. */
final class Previews {
    private static final int MOST = 20;
    private static final Set<String> FOLDERS = Set.of("", "assets", "examples", "images", "samples");

    private final Snapshot snapshot;
    private final Endpoint endpoint;

    Previews(Snapshot snapshot, Endpoint endpoint) {
        this.snapshot = snapshot;
        this.endpoint = endpoint;
    }

    List<PreviewMedia> all() {
        Set<PreviewMedia> found = new LinkedHashSet<>();
        snapshot.card()
                .path("widget")
                .forEach(example -> Json.text(example.path("output"), "url")
                        .flatMap(this::media)
                        .ifPresent(found::add));
        beside().map(this::media).forEach(found::add);
        Json.text(snapshot.card(), "thumbnail").flatMap(this::media).ifPresent(found::add);
        if (found.isEmpty()) {
            social().ifPresent(found::add);
        }
        return found.stream().limit(MOST).toList();
    }

    private Stream<HubFile> beside() {
        return snapshot.files().stream()
                .filter(file -> file.image() || file.video())
                .filter(file -> FOLDERS.contains(file.folder().toLowerCase(Locale.ROOT)));
    }

    private PreviewMedia media(HubFile file) {
        PreviewMedia.Kind kind = file.video() ? PreviewMedia.Kind.VIDEO : PreviewMedia.Kind.IMAGE;
        return new PreviewMedia(snapshot.address(file).bytes(endpoint), kind);
    }

    /** An address, or the path of a file in the repository. */
    private Optional<PreviewMedia> media(String written) {
        if (written.matches("(?i)https?://.*")) {
            return clean(written).map(address -> new PreviewMedia(address, kind(address.getPath())));
        }
        String path = written.replaceFirst("^(\\./|/)", "");
        if (!PathText.safe(path)) {
            return Optional.empty();
        }
        URI address = new FileAddress(snapshot.repo(), snapshot.commit(), path).bytes(endpoint);
        return Optional.of(new PreviewMedia(address, kind(path)));
    }

    /** Authors paste links that let their bearer in. */
    private static Optional<URI> clean(String written) {
        try {
            return Reference.parse(written).reference().uri();
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static PreviewMedia.Kind kind(String path) {
        return path.toLowerCase(Locale.ROOT).matches(".*\\.(mp4|webm|mov)")
                ? PreviewMedia.Kind.VIDEO
                : PreviewMedia.Kind.IMAGE;
    }

    /** The Hub draws a card for every repository, of models at least. */
    private Optional<PreviewMedia> social() {
        if (!endpoint.official() || snapshot.repo().type() != RepoType.MODEL) {
            return Optional.empty();
        }
        URI address = URI.create("https://thumbnails.huggingface.co/social-thumbnails/models/"
                + snapshot.repo().id() + ".png");
        return Optional.of(new PreviewMedia(address, PreviewMedia.Kind.IMAGE));
    }

    /** What an author's picture was made with. */
    static Optional<String> prompt(JsonNode card) {
        for (JsonNode example : card.path("widget")) {
            Optional<String> text = Json.text(example, "text");
            if (text.isPresent() && example.path("output").hasNonNull("url")) {
                return text;
            }
        }
        return Optional.empty();
    }
}
