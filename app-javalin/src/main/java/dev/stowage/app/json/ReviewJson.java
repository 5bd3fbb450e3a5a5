package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Review;
import dev.stowage.model.SafePath;

/** What a reviewer looks at. */
public final class ReviewJson {
    private ReviewJson() {}

    /** The review of a download. */
    public static ObjectNode of(Review review) {
        String previews = previews(review);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", review.id().text())
                .put("version", review.version());
        ObjectNode draft = DraftJson.of(review.draft(), review.previews(), previews);
        json.set(
                "draft",
                draft.put("target", review.target().map(SafePath::toString).orElse(null)));
        json.set("placement", PlacementJson.of(review.placement()));
        json.set("findings", FindingJson.of(review.findings()));
        json.put("verdict", review.verdict().wire());
        json.set("previews", PreviewJson.of(review.previews(), previews));
        return json;
    }

    /** Below which path of ours its previews are. */
    public static String previews(Review review) {
        return "/downloads/" + review.id().text() + "/previews";
    }
}
