package dev.stowage.app.http;

import dev.stowage.api.Downloads;
import dev.stowage.api.Previews;
import dev.stowage.api.Review;
import dev.stowage.api.ReviewEdit;
import dev.stowage.app.json.PreviewJson;
import dev.stowage.app.json.ReviewJson;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Draft;
import dev.stowage.model.SafePath;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import java.util.Optional;

/** A person looks at what is doubtful: what would be registered, where it would go, and why it is asked. */
record ReviewRoutes(Downloads downloads, Previews previews) implements Resource {
    private static final String REVIEW = "/downloads/{id}/review";

    @Override
    public void addTo(Routes routes) {
        Routes json = routes.answeringJson();
        json.get(REVIEW, Permission.USER, context -> show(context, Named.downloadId(context)));
        json.put(REVIEW, Permission.USER, this::save);
        json.post(
                "/downloads/{id}/approve", Permission.USER, context -> Steering.say(downloads, context, this::approve));
        json.post("/downloads/{id}/reject", Permission.USER, context -> Steering.say(downloads, context, this::reject));
        routes.get("/downloads/{id}/previews/{n}", Permission.USER, this::preview);
    }

    private void show(Context context, DownloadId id) throws StowageException {
        Review review = Steering.possible(downloads, id, () -> downloads.reviewOf(id));
        Tags.set(context, Long.toString(review.version()));
        context.json(ReviewJson.of(review));
    }

    private void save(Context context) throws StowageException {
        DownloadId id = Named.downloadId(context);
        edit(context, id, false);
        show(context, id);
    }

    /** With what the body changes at the last moment. */
    private Download approve(Context context, DownloadId id) throws StowageException {
        return edit(context, id, true);
    }

    private Download reject(Context context, DownloadId id) throws StowageException {
        Fields fields = Fields.of(context);
        String reason = fields.text("reason").orElse("");
        fields.check();
        return downloads.reject(id, reason);
    }

    private Download edit(Context context, DownloadId id, boolean approve) throws StowageException {
        Review review = Steering.possible(downloads, id, () -> downloads.reviewOf(id));
        Fields fields = Fields.of(context);
        Draft draft = DraftFields.applied(
                fields,
                review.draft(),
                text -> PreviewJson.cover(text, review.previews(), ReviewJson.previews(review)));
        Optional<SafePath> target = fields.names("target") ? fields.read("target", SafePath::parse) : review.target();
        fields.check();
        if (Tags.edited(context)
                .filter(tags -> !tags.contains(Long.toString(review.version())))
                .isPresent()) {
            throw Tags.outdated(context);
        }
        return Steering.possible(downloads, id, () -> downloads.review(id, new ReviewEdit(draft, target), approve));
    }

    private void preview(Context context) throws StowageException, InterruptedException {
        Media.send(context, Optional.of(previews.of(Named.downloadId(context), Named.place(context))));
    }
}
