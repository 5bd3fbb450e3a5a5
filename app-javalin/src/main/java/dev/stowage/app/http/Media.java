package dev.stowage.app.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.StoredPreview;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** A picture or clip that somebody else made: a browser shows it and does nothing else with it. */
final class Media {
    private Media() {}

    /** Sends what is stored. @throws StowageException with {@code not_found} when nothing is */
    static void send(Context context, Optional<StoredPreview> stored) throws StowageException {
        StoredPreview preview = stored.orElseThrow(() -> new StowageException(none(context)));
        try {
            context.result(Files.newInputStream(preview.file()));
        } catch (IOException gone) {
            throw new StowageException(none(context), gone);
        }
        context.res().setCharacterEncoding(null); // a picture has none
        context.contentType(preview.mediaType())
                .header("Cache-Control", "private, max-age=86400")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static Problem none(Context context) {
        return Problem.of(
                Problem.Kind.NOT_FOUND,
                Codes.NOT_FOUND,
                "show " + context.path(),
                "there is no such preview here",
                "It may not have been fetched yet.");
    }
}
