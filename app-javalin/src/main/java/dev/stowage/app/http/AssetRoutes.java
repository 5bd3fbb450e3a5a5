package dev.stowage.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Library;
import dev.stowage.api.Verification;
import dev.stowage.app.json.AssetJson;
import dev.stowage.app.json.CheckJson;
import dev.stowage.app.json.PreviewJson;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Codes;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKeys;
import dev.stowage.model.ModelType;
import dev.stowage.model.Page;
import dev.stowage.model.Reference;
import dev.stowage.model.Sha256;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The library. */
record AssetRoutes(Library library) implements Resource {
    @Override
    public void addTo(Routes routes) {
        Routes json = routes.answeringJson();
        json.get("/assets", Permission.USER, this::search);
        json.get("/assets/{id}", Permission.USER, this::one);
        json.patch("/assets/{id}", Permission.USER, this::edit);
        json.post("/assets/{id}/verify", Permission.USER, this::verify);
        routes.get("/assets/{id}/previews/{n}", Permission.USER, this::preview);
    }

    private void search(Context context) throws StowageException {
        Parameters parameters = Parameters.of(context);
        AssetQuery query = query(parameters);
        parameters.check();
        Page<Asset> found = library.search(query);
        found.nextCursor().ifPresent(parameters::link);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode items = json.putArray("items");
        found.items().forEach(asset -> items.add(AssetJson.of(asset)));
        context.json(json.put("nextCursor", found.nextCursor().orElse(null)));
    }

    private AssetQuery query(Parameters parameters) {
        AssetQuery query = AssetQuery.ALL.limit(parameters.limit());
        query = parameters
                .read("sha256", AssetRoutes::digits)
                .map(query::beginning)
                .orElse(query);
        query = parameters.read("type", ModelType::of).map(query::of).orElse(query);
        query = parameters.read("baseModel", BaseModel::new).map(query::madeFor).orElse(query);
        query = parameters.read("air", this::files).map(query::fetchedFrom).orElse(query);
        query = parameters.text("tag").map(query::tagged).orElse(query);
        query = parameters.text("q").map(query::containing).orElse(query);
        return parameters.cursor().map(query::after).orElse(query);
    }

    private FileKeys files(String text) {
        return library.filesOf(Reference.parse(text).reference())
                .orElseThrow(() -> new IllegalArgumentException(
                        "is to name one version of a model, such as urn:air:sdxl:lora:civitai:MODEL@VERSION"));
    }

    private static String digits(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{1,64}")) {
            throw new IllegalArgumentException("is to be a SHA-256 or its beginning, 1 to 64 hexadecimal digits");
        }
        return digits;
    }

    private void one(Context context) throws StowageException {
        Asset asset = found(context);
        ObjectNode json = AssetJson.of(asset);
        if (!Tags.unchanged(context, tag(asset, json))) {
            context.json(json);
        }
    }

    private void edit(Context context) throws StowageException {
        Asset asset = found(context);
        Fields fields = Fields.of(context);
        OptionalLong named = fields.whole("version");
        Optional<List<String>> tags = Tags.edited(context);
        Draft draft = DraftFields.applied(
                fields, asset.card(), text -> PreviewJson.cover(text, asset.previews(), AssetJson.previews(asset)));
        fields.check();
        if (named.isEmpty() && context.header("If-Match") == null) {
            throw Tags.missing(context, "the field version");
        }
        boolean current = tags.map(given -> given.stream().anyMatch(tag -> tag.startsWith(asset.version() + "-")))
                        .orElse(true)
                && named.orElse(asset.version()) == asset.version();
        if (!current) {
            throw Tags.outdated(context);
        }
        Asset after = stored(context, asset, draft);
        ObjectNode json = AssetJson.of(after);
        Tags.set(context, tag(after, json));
        context.json(json);
    }

    private Asset stored(Context context, Asset before, Draft draft) throws StowageException {
        try {
            return library.edit(before.id(), before.version(), draft);
        } catch (StowageException e) {
            if (e.problem().code().equals(Codes.ILLEGAL_STATE)) {
                throw Tags.outdated(context);
            }
            throw e;
        }
    }

    /** A damaged file is what was to be found out, no failure of the request. */
    private void verify(Context context) throws StowageException, InterruptedException {
        Sha256 id = Named.assetId(context);
        Verification seen = library.verify(id);
        context.json(CheckJson.of(seen, seen.state(), Optional.of(id), seen.problem()));
    }

    private void preview(Context context) throws StowageException {
        Asset asset = found(context);
        int n = Named.place(context);
        Media.send(context, n < asset.previews().size() ? library.preview(asset.id(), n) : Optional.empty());
    }

    private Asset found(Context context) throws StowageException {
        Sha256 id = Named.assetId(context);
        return library.find(id).orElseThrow(() -> new StowageException(Named.unknown("asset", id.shortForm())));
    }

    /** Only edits count for its version; where it lies and how it was found changes too. */
    private static String tag(Asset asset, ObjectNode json) {
        return asset.version() + "-" + Integer.toHexString(json.toString().hashCode());
    }
}
