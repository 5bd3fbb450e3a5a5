package dev.stowage.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stowage.api.Downloads;
import dev.stowage.app.json.DownloadJson;
import dev.stowage.model.Codes;
import dev.stowage.model.Command;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import java.util.Optional;

/** A word about one download: what is impossible is answered 409, naming what is possible. */
final class Steering {
    private Steering() {}

    /** What is said. */
    interface Verb {
        Download apply(Context context, DownloadId id) throws StowageException, InterruptedException;
    }

    /** Something that the download's state may not allow. */
    interface Work<T> {
        T result() throws StowageException, InterruptedException;
    }

    /** Says it, and answers with what the download is then. */
    static void say(Downloads downloads, Context context, Verb verb) throws StowageException {
        DownloadId id = Named.downloadId(context);
        Download after = possible(downloads, id, () -> verb.apply(context, id));
        context.json(DownloadJson.of(after, downloads.progress(id)));
    }

    /** @throws Refusal that says in which state it is when that does not allow it */
    static <T> T possible(Downloads downloads, DownloadId id, Work<T> work) throws StowageException {
        try {
            return work.result();
        } catch (StowageException e) {
            Optional<Download> found = downloads.find(id);
            if (found.isEmpty() || !e.problem().code().equals(Codes.ILLEGAL_STATE)) {
                throw e;
            }
            throw impossible(e, found.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, stopped());
        }
    }

    private static Problem stopped() {
        return Problem.of(
                Problem.Kind.CANCELLED,
                Codes.CANCELLED,
                "finish the request",
                "the server is being stopped",
                "Ask again when it is back.");
    }

    private static Refusal impossible(StowageException e, Download download) {
        ArrayNode allowed = JsonNodeFactory.instance.arrayNode();
        Command.possible(download.status()).forEach(command -> allowed.add(command.wire()));
        return new Refusal(409, e.problem())
                .with(
                        "state",
                        JsonNodeFactory.instance.textNode(download.status().wire()))
                .with("allowed", allowed);
    }
}
