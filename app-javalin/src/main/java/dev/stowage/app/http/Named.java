package dev.stowage.app.http;

import dev.stowage.api.Downloads;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.function.Function;

/** What a request's path names. */
final class Named {
    private Named() {}

    /** @throws StowageException with {@code unknown_id} when there is none */
    static Download download(Downloads downloads, Context context) throws StowageException {
        DownloadId id = downloadId(context);
        return downloads.find(id).orElseThrow(() -> new StowageException(unknown("download", id.text())));
    }

    /** @throws StowageException with {@code unknown_id} when it is not the id of any */
    static DownloadId downloadId(Context context) throws StowageException {
        return id(context, "download", DownloadId::new);
    }

    /** @throws StowageException with {@code unknown_id} when it is not the id of any */
    static Sha256 assetId(Context context) throws StowageException {
        return id(context, "asset", text -> new Sha256(text.toLowerCase(Locale.ROOT)));
    }

    /** @throws StowageException with {@code unknown_id} when it is not the id of any */
    static WorkerId workerId(Context context) throws StowageException {
        return id(context, "worker", WorkerId::new);
    }

    /** A place in a list; one behind every list when it is no number. */
    static int place(Context context) {
        String text = context.pathParam("n");
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }

    static Problem unknown(String what, String id) {
        return Problem.of(
                Problem.Kind.NOT_FOUND,
                Codes.UNKNOWN_ID,
                "find the " + what + " " + id,
                "there is none with that id",
                "GET /" + what + "s lists those that there are.");
    }

    private static <T> T id(Context context, String what, Function<String, T> reader) throws StowageException {
        String text = context.pathParam("id");
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new StowageException(unknown(what, "of that id"), e);
        }
    }
}
