package dev.stowage.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** Logging in and out with a browser: by the link that was printed, or with the key. */
record SessionRoutes(ApiKey key, Sessions sessions) implements Resource {
    @Override
    public void addTo(Routes routes) {
        routes.get("/login", Permission.OPEN, this::follow);
        routes.post("/sessions", Permission.OPEN, this::open);
        routes.delete("/sessions", Permission.USER, this::close);
    }

    private void follow(Context context) {
        context.header("Referrer-Policy", "no-referrer");
        String code = Optional.ofNullable(context.queryParam("code")).orElse("");
        if (context.method().equals(HandlerType.GET) && sessions.redeem(code)) {
            remember(context);
        }
        context.redirect("/", HttpStatus.SEE_OTHER); // a used link leads to the page too, which says how to log in
    }

    private void open(Context context) {
        ObjectNode body = JsonBody.of(context);
        if (!key.is(body.path("key").asText())) {
            throw new Refusal(
                    401,
                    Problem.of(
                            Problem.Kind.AUTHENTICATION,
                            "wrong_key",
                            "log in",
                            "that is not the API key",
                            "It is the line in the file api-key of the data folder."));
        }
        remember(context);
        context.status(HttpStatus.NO_CONTENT);
    }

    private void close(Context context) throws StowageException {
        String session = context.cookie(Access.cookieName(context));
        if (session != null) {
            sessions.end(session);
        }
        context.header("Set-Cookie", cookie(context, "", 0));
        context.status(HttpStatus.NO_CONTENT);
    }

    private void remember(Context context) {
        context.header(
                "Set-Cookie", cookie(context, sessions.open(), Sessions.life().toSeconds()));
    }

    private static String cookie(Context context, String value, long seconds) {
        return Access.cookieName(context) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + seconds;
    }
}
