package dev.stowage.app.http;

import dev.stowage.api.Downloads;
import dev.stowage.app.json.ResolutionJson;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;

/** What a pasted text means; creates nothing. */
record ResolutionRoutes(Downloads downloads) implements Resource {
    @Override
    public void addTo(Routes routes) {
        routes.answeringJson().post("/resolutions", Permission.USER, this::resolve);
    }

    private void resolve(Context context) throws StowageException {
        context.json(ResolutionJson.of(downloads.preview(Wanted.of(Fields.of(context)))));
    }
}
