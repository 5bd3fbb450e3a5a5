package dev.stowage.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Downloads;
import dev.stowage.api.Progress;
import dev.stowage.app.json.CountsJson;
import dev.stowage.app.json.DownloadDetailsJson;
import dev.stowage.app.json.DownloadJson;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Page;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The queue: what there is, and new downloads. */
record DownloadRoutes(Downloads downloads, Submissions submissions, Once once) implements Resource {
    @Override
    public void addTo(Routes routes) {
        Routes json = routes.answeringJson();
        json.post("/downloads", Permission.USER, this::create);
        json.get("/downloads", Permission.USER, this::list);
        json.get("/downloads/{id}", Permission.USER, this::one);
    }

    private void create(Context context) throws StowageException {
        once.answer(context, () -> submissions.answer(Wanted.of(Fields.of(context))));
    }

    private void list(Context context) throws StowageException {
        Parameters parameters = Parameters.of(context);
        DownloadQuery all = DownloadQuery.ALL.limit(parameters.limit());
        List<Status> statuses = parameters.words("status", Status.values(), Status::wire);
        Optional<DownloadId> group = parameters.read("group", DownloadId::new);
        parameters.check();
        DownloadQuery named = parameters.text("q").map(all::containing).orElse(all);
        DownloadQuery query = group.map(named::inGroup).orElse(named);
        DownloadQuery page = query.in(Set.copyOf(statuses));
        Page<Download> found =
                downloads.list(parameters.cursor().map(page::after).orElse(page));
        found.nextCursor().ifPresent(parameters::link);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode items = json.putArray("items");
        found.items().forEach(download -> items.add(DownloadJson.of(download, downloads.progress(download.id()))));
        json.put("nextCursor", found.nextCursor().orElse(null));
        json.set("counts", CountsJson.of(downloads.counts(query)));
        context.json(json);
    }

    /** Its version does not count how far a transfer is, so the tag does. */
    private void one(Context context) throws StowageException {
        Download download = Named.download(downloads, context);
        Optional<Progress> progress = downloads.progress(download.id());
        String tag = download.version()
                + progress.map(now -> "-" + now.receivedBytes() + "-" + now.bytesPerSecond())
                        .orElse("");
        if (!Tags.unchanged(context, tag)) {
            context.json(DownloadDetailsJson.of(download, progress, downloads.history(download.id())));
        }
    }
}
