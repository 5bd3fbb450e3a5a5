package dev.stowage.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.Origin;
import dev.stowage.model.PreviewMedia;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pictures and clips of a version that may be shown, the harmless ones first. */
final class Previews {
    private static final int MOST = 10;
    private static final int BLOCKED = 32;
    private static final Map<String, Integer> WORDS = Map.of("None", 1, "Soft", 2, "Mature", 4, "X", 8);
    /** Originals are large; the image host makes any width. */
    private static final String ORIGINAL = "/original=true/";

    private static final String SMALLER = "/width=800/";

    private Previews() {}

    static List<PreviewMedia> of(JsonNode version) {
        return Json.objects(version, "images").stream()
                .filter(image -> level(image) < BLOCKED)
                .sorted(Comparator.comparingInt(Previews::level))
                .flatMap(image -> media(image).stream())
                .limit(MOST)
                .toList();
    }

    private static Optional<PreviewMedia> media(JsonNode image) {
        Optional<String> url = Json.raw(image, "url");
        boolean video = Json.text(image, "type").filter("video"::equals).isPresent()
                || url.filter(text -> text.endsWith(".mp4")).isPresent();
        return url.map(text -> video ? text : text.replace(ORIGINAL, SMALLER))
                .flatMap(Previews::address)
                .map(uri -> new PreviewMedia(uri, video ? PreviewMedia.Kind.VIDEO : PreviewMedia.Kind.IMAGE));
    }

    private static Optional<URI> address(String url) {
        try {
            URI uri = URI.create(url);
            return Origin.of(uri).isPresent() ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** How explicit it is; one bit each from 1 to 32, in old answers a word. */
    private static int level(JsonNode image) {
        return Json.number(image, "nsfwLevel")
                .orElseGet(() -> Json.text(image, "nsfwLevel")
                        .or(() -> Json.text(image, "nsfw"))
                        .map(word -> WORDS.getOrDefault(word, 1))
                        .orElse(1));
    }
}
