package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Reply;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The list of models, and the search in it. */
final class CivitaiSearch {
    private static final int MOST = 100;
    private static final int MOST_PAGED = 1000;
    private static final int HARMLESS = 3;

    private final CivitaiCatalog catalog;
    private final CivitaiShapes shapes;

    CivitaiSearch(CivitaiCatalog catalog, CivitaiShapes shapes) {
        this.catalog = catalog;
        this.shapes = shapes;
    }

    Reply answer(Visit visit) {
        Query query = visit.query();
        int limit = Math.min(MOST, query.number("limit").orElse(MOST));
        OptionalInt page = query.number("page");
        if (page.isPresent() && query.first("query").isPresent()) {
            return error(400, "Cannot use page param with query search. Use cursor-based pagination.");
        }
        if ((long) page.orElse(0) * limit > MOST_PAGED) {
            return error(429, "You've requested too many pages, please use cursors instead");
        }
        int from = page.isPresent()
                ? (page.getAsInt() - 1) * limit
                : query.number("cursor").orElse(0);
        List<CivitaiModel> found =
                catalog.models().stream().filter(model -> matches(model, query)).toList();
        List<Json> items = found.stream()
                .skip(Math.max(0, from))
                .limit(limit)
                .map(shapes::item)
                .toList();
        int next = from + limit;
        Json metadata = Json.object().put("pageSize", limit).putIf(next < found.size(), "nextCursor", next);
        return Answers.json(200, Json.object().put("items", items).put("metadata", metadata));
    }

    private static boolean matches(CivitaiModel model, Query query) {
        String text = query.first("query").orElse("").toLowerCase(Locale.ROOT);
        return model.name().toLowerCase(Locale.ROOT).contains(text)
                && among(query.all("types"), model.type())
                && among(query.all("ids"), Integer.toString(model.id()))
                && among(query.all("username"), model.creator())
                && (query.says("nsfw") || model.nsfwLevel() <= HARMLESS);
    }

    private static boolean among(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static Reply error(int status, String message) {
        return Answers.json(status, Json.object().put("error", message));
    }
}
