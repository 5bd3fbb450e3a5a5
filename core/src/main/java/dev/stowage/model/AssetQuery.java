package dev.stowage.model;

import java.util.Optional;

/**
 * Which assets to list, newest first.
 *
 * @param type only of this type
 * @param baseModel only for this base model
 * @param text only those whose name, tags or trigger words contain this, ignoring case
 * @param limit 1 to 500 items a page
 * @param cursor from the page before
 * @since 0.1
 */
public record AssetQuery(
        Optional<ModelType> type,
        Optional<BaseModel> baseModel,
        Optional<String> text,
        int limit,
        Optional<String> cursor) {
    /** Everything, 50 a page. */
    public static final AssetQuery ALL =
            new AssetQuery(Optional.empty(), Optional.empty(), Optional.empty(), 50, Optional.empty());

    private static final int MAX = 500;

    /** @throws IllegalArgumentException when the limit is out of range */
    public AssetQuery {
        if (limit < 1 || limit > MAX) {
            throw new IllegalArgumentException("A page has 1 to 500 items");
        }
    }
}
