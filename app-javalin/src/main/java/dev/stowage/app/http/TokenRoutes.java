package dev.stowage.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.SourceToken;
import dev.stowage.api.Tokens;
import dev.stowage.app.json.TokenJson;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** The user's tokens for the sources: values go in and never come out. */
record TokenRoutes(Tokens tokens) implements Resource {
    @Override
    public void addTo(Routes routes) {
        Routes json = routes.answeringJson();
        json.get("/tokens", Permission.USER, this::list);
        json.get("/tokens/{source}", Permission.USER, this::one);
        json.put("/tokens/{source}", Permission.USER, this::put);
        json.delete("/tokens/{source}", Permission.USER, this::remove);
    }

    private void list(Context context) throws StowageException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode items = json.putArray("items");
        tokens.list(UserId.LOCAL).forEach(token -> items.add(TokenJson.of(token)));
        context.json(json);
    }

    private void one(Context context) throws StowageException {
        context.json(TokenJson.of(token(context)));
    }

    private void put(Context context) throws StowageException {
        SourceToken before = token(context);
        Fields fields = Fields.of(context).require("token");
        Optional<Secret> value = fields.read("token", Secret::of);
        fields.check();
        tokens.put(UserId.LOCAL, before.source(), value.orElseThrow());
        context.json(TokenJson.of(token(context)));
    }

    private void remove(Context context) throws StowageException {
        tokens.remove(UserId.LOCAL, token(context).source());
        context.status(HttpStatus.NO_CONTENT);
    }

    private SourceToken token(Context context) throws StowageException {
        String source = context.pathParam("source");
        return tokens.list(UserId.LOCAL).stream()
                .filter(token -> token.source().equals(source))
                .findFirst()
                .orElseThrow(() -> new StowageException(unknown()));
    }

    private static Problem unknown() {
        return Problem.of(
                Problem.Kind.NOT_FOUND,
                Codes.NO_SOURCE,
                "find the source of that name",
                "there is none that shows tokens",
                "GET /tokens lists those that do.");
    }
}
