package dev.stowage.app.http;

import dev.stowage.api.Decision;
import dev.stowage.api.Downloads;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.OnDuplicate;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import java.util.List;

/** A person's word about one download. What is so already succeeds; what is impossible is answered 409, naming what is possible. */
record SteeringRoutes(Downloads downloads) implements Resource {
    private static final String CONFIRM = "confirm";

    @Override
    public void addTo(Routes routes) {
        Routes json = routes.answeringJson();
        add(json, "pause", (context, id) -> downloads.pause(id));
        add(json, "resume", (context, id) -> downloads.resume(id));
        add(json, "cancel", (context, id) -> downloads.cancel(id));
        add(json, "retry", (context, id) -> downloads.retry(id));
        add(json, "verify", (context, id) -> downloads.verify(id));
        add(json, "priority", this::prioritise);
        add(json, "decision", this::decide);
    }

    private void add(Routes routes, String word, Steering.Verb verb) {
        routes.post("/downloads/{id}/" + word, Permission.USER, context -> Steering.say(downloads, context, verb));
    }

    private Download prioritise(Context context, DownloadId id) throws StowageException {
        Fields fields = Fields.of(context).require("priority");
        int priority = fields.integer("priority").orElse(0);
        fields.check();
        return downloads.prioritise(id, priority);
    }

    private Download decide(Context context, DownloadId id) throws StowageException {
        Fields fields = Fields.of(context);
        List<String> files = fields.texts("fileIds");
        OnDuplicate answer = fields.read("action", SteeringRoutes::action).orElse(OnDuplicate.ASK);
        if (!fields.has("action") && files.isEmpty()) {
            fields.flaw("action", "is missing, and so is fileIds");
        }
        fields.check();
        return downloads.decide(id, new Decision(files, answer));
    }

    /** To confirm says nothing about a duplicate. */
    private static OnDuplicate action(String word) {
        return switch (word) {
            case "skip" -> OnDuplicate.SKIP;
            case "overwrite" -> OnDuplicate.OVERWRITE;
            case "link" -> OnDuplicate.LINK;
            case "download" -> OnDuplicate.DOWNLOAD;
            case CONFIRM -> OnDuplicate.ASK;
            default ->
                throw new IllegalArgumentException("is to be one of skip, overwrite, link, download, " + CONFIRM);
        };
    }
}
