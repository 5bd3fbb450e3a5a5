package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stowage.model.PreviewMedia;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Pictures and clips, at addresses of our own: a page that shows them asks nobody else. */
public final class PreviewJson {
    private PreviewJson() {}

    /** @param address where one of them can be seen */
    static ArrayNode of(List<PreviewMedia> previews, Function<PreviewMedia, String> address) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        previews.forEach(preview -> array.addObject()
                .put("url", address.apply(preview))
                .put("kind", preview.kind().wire()));
        return array;
    }

    /** @param below the path of ours that has them, by their place in the list */
    static ArrayNode of(List<PreviewMedia> previews, String below) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int n = 0; n < previews.size(); n++) {
            array.addObject()
                    .put("url", below + "/" + n)
                    .put("kind", previews.get(n).kind().wire());
        }
        return array;
    }

    /** The cover's address of our own; as it is when it is none of these. */
    static String own(URI cover, List<PreviewMedia> previews, String below) {
        return IntStream.range(0, previews.size())
                .filter(n -> previews.get(n).address().equals(cover))
                .mapToObj(n -> below + "/" + n)
                .findFirst()
                .orElseGet(cover::toString);
    }

    /**
     * What an address means: one of these by its address of our own, or another one.
     *
     * @throws IllegalArgumentException with a sentence that may be shown when it is neither
     */
    public static URI cover(String text, List<PreviewMedia> previews, String below) {
        for (int n = 0; n < previews.size(); n++) {
            if (text.equals(below + "/" + n)) {
                return previews.get(n).address();
            }
        }
        return previews.stream()
                .map(PreviewMedia::address)
                .filter(address -> address.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is to be the url of one of the previews"));
    }
}
