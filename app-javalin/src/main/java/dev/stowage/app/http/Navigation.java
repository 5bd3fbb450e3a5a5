package dev.stowage.app.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;

/** Somebody who types the address of the queue, or follows a link there, wants the page and not its JSON. */
final class Navigation {
    private Navigation() {}

    static void addTo(RoutesConfig routes) {
        routes.before("/downloads", Navigation::lead);
        routes.before("/downloads/{id}", Navigation::lead);
    }

    private static void lead(Context context) {
        context.header("Vary", "Accept");
        boolean reading =
                context.method().equals(HandlerType.GET) || context.method().equals(HandlerType.HEAD);
        if (reading && Acceptance.of(context).prefersPage()) {
            context.redirect("/", HttpStatus.SEE_OTHER);
            context.skipRemainingHandlers();
        }
    }
}
