package dev.stowage.app.http;

import dev.stowage.app.web.WebFile;
import dev.stowage.app.web.WebPage;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;

/** The web page. It is open, as it holds nothing of anybody's; what it shows it has to ask for. */
record PageRoutes(WebPage page) implements Resource {
    @Override
    public void addTo(Routes routes) {
        routes.get("/", Permission.OPEN, context -> answer(context, page.index()));
        routes.get(
                "/web/<path>",
                Permission.OPEN,
                context -> answer(context, page.own(context.pathParam("path")).orElseThrow(NotFoundResponse::new)));
        routes.get(
                "/webjars/<path>",
                Permission.OPEN,
                context ->
                        answer(context, page.library(context.pathParam("path")).orElseThrow(NotFoundResponse::new)));
    }

    private void answer(Context context, WebFile file) {
        context.header("Cache-Control", file.cacheControl())
                .header("Content-Security-Policy", page.policy())
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("ETag", file.tag())
                .header("Referrer-Policy", "no-referrer");
        if (file.tag().equals(context.header("If-None-Match"))) {
            context.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        context.contentType(file.type()).result(file.content());
    }
}
