package dev.stowage.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which assets to list, newest first. Begin with {@link #ALL} and narrow it down.
 *
 * @param type only of this type
 * @param baseModel only for this base model
 * @param tag only those with this tag, ignoring case
 * @param idPrefix only those whose SHA-256 begins with these 1 to 64 lower-case hexadecimal digits
 * @param origin only those that were fetched from one of these files
 * @param text only those whose name, file name, tags, trigger words or creator contains this, ignoring case
 * @param limit 1 to 500 items a page
 * @param cursor from the page before
 * @since 0.1
 */
public record AssetQuery(
        Optional<ModelType> type,
        Optional<BaseModel> baseModel,
        Optional<String> tag,
        Optional<String> idPrefix,
        Optional<FileKeys> origin,
        Optional<String> text,
        int limit,
        Optional<String> cursor) {
    private static final int MAX = 500;
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{1,64}");

    /** Everything, 50 a page. */
    public static final AssetQuery ALL = new AssetQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            50,
            Optional.empty());

    /** @throws IllegalArgumentException when the limit is out of range, or the prefix is not of lower-case hexadecimal digits */
    public AssetQuery {
        if (limit < 1 || limit > MAX) {
            throw new IllegalArgumentException("A page has 1 to 500 items");
        }
        if (idPrefix.filter(prefix -> !DIGITS.matcher(prefix).matches()).isPresent()) {
            throw new IllegalArgumentException("The beginning of a SHA-256 has 1 to 64 lower-case hexadecimal digits");
        }
    }

    public AssetQuery of(ModelType wanted) {
        return new AssetQuery(Optional.of(wanted), baseModel, tag, idPrefix, origin, text, limit, cursor);
    }

    public AssetQuery madeFor(BaseModel wanted) {
        return new AssetQuery(type, Optional.of(wanted), tag, idPrefix, origin, text, limit, cursor);
    }

    public AssetQuery tagged(String wanted) {
        return new AssetQuery(type, baseModel, Optional.of(wanted), idPrefix, origin, text, limit, cursor);
    }

    public AssetQuery beginning(String hexDigits) {
        return new AssetQuery(type, baseModel, tag, Optional.of(hexDigits), origin, text, limit, cursor);
    }

    public AssetQuery fetchedFrom(FileKeys files) {
        return new AssetQuery(type, baseModel, tag, idPrefix, Optional.of(files), text, limit, cursor);
    }

    public AssetQuery containing(String wanted) {
        return new AssetQuery(type, baseModel, tag, idPrefix, origin, Optional.of(wanted), limit, cursor);
    }

    public AssetQuery limit(int items) {
        return new AssetQuery(type, baseModel, tag, idPrefix, origin, text, items, cursor);
    }

    public AssetQuery after(String pageCursor) {
        return new AssetQuery(type, baseModel, tag, idPrefix, origin, text, limit, Optional.of(pageCursor));
    }

    /** Whether every condition holds for the asset; limit and cursor are none. */
    public boolean holdsFor(Asset asset) {
        Draft card = asset.card();
        return type.map(card.type()::equals).orElse(true)
                && baseModel.equals(baseModel.flatMap(wanted -> card.baseModel()))
                && tag.map(wanted -> tagged(card, wanted)).orElse(true)
                && idPrefix.map(asset.id().hex()::startsWith).orElse(true)
                && origin.map(files -> fetchedFrom(asset, files)).orElse(true)
                && text.map(wanted -> contains(asset, wanted)).orElse(true);
    }

    private static boolean tagged(Draft card, String tag) {
        String wanted = SearchText.folded(tag);
        return card.tags().stream().map(SearchText::folded).anyMatch(wanted::equals);
    }

    private static boolean fetchedFrom(Asset asset, FileKeys files) {
        return asset.origins().stream().map(AssetOrigin::file).anyMatch(files::contain);
    }

    private static boolean contains(Asset asset, String text) {
        String wanted = SearchText.folded(text);
        return SearchText.of(asset).stream().anyMatch(word -> word.contains(wanted));
    }
}
