package dev.stowage.app.http;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Downloads;
import dev.stowage.api.Preview;
import dev.stowage.api.Previews;
import dev.stowage.app.json.ResolutionJson;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import java.util.Optional;

/** What a pasted text means; creates nothing. Its pictures come from us, so that whoever looks at them asks nobody else. */
record ResolutionRoutes(Downloads downloads, Previews previews) implements Resource {
    @Override
    public void addTo(Routes routes) {
        routes.answeringJson().post("/resolutions", Permission.USER, this::resolve);
        routes.get("/previews/{name}", Permission.USER, this::preview);
    }

    private void resolve(Context context) throws StowageException {
        DownloadRequest request = Wanted.of(Fields.of(context));
        Preview found = downloads.preview(request);
        context.json(ResolutionJson.of(found, media -> "/previews/" + previews.offer(found.source(), media)));
    }

    private void preview(Context context) throws StowageException, InterruptedException {
        Media.send(context, Optional.of(previews.fetch(context.pathParam("name"))));
    }
}
