package dev.stowage.app.served;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stowage.api.SourceToken;
import dev.stowage.api.Tokens;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tokens that a running server shows to sources, which are not those of this command's surroundings. */
public final class ServedTokens implements Tokens {
    private static final String STORED = "stored";

    private final Server server;
    private final Tokens here;

    ServedTokens(Server server, Tokens here) {
        this.server = server;
        this.here = here;
    }

    @Override
    public List<SourceToken> list(UserId user) throws StowageException {
        List<SourceToken> tokens = new ArrayList<>();
        for (JsonNode token : server.get("tokens").path("items")) {
            tokens.add(token(token));
        }
        return tokens;
    }

    @Override
    public void put(UserId user, String source, Secret token) throws StowageException {
        server.put(
                "tokens/" + source,
                token.use(value -> JsonNodeFactory.instance.objectNode().put("token", value)));
    }

    @Override
    public boolean remove(UserId user, String source) throws StowageException {
        boolean stored = list(user).stream().anyMatch(token -> token.source().equals(source) && token.stored());
        server.delete("tokens/" + source);
        return stored;
    }

    @Override
    public Optional<String> neededBy(Download download) {
        return here.neededBy(download);
    }

    @Override
    public List<Download> waiting(UserId user, String source) throws StowageException {
        return here.waiting(user, source);
    }

    private static SourceToken token(JsonNode json) {
        List<Origin> origins = new ArrayList<>();
        json.path("origins")
                .forEach(origin -> Origin.of(URI.create(origin.asText())).ifPresent(origins::add));
        return new SourceToken(
                json.path("source").asText(),
                origins,
                text(json.path("from")).filter(from -> !from.equals(STORED)),
                json.path("stored").asBoolean(),
                text(json.path("lastFour")),
                text(json.path("error").path("message")).map(sentence -> problem(json.path("error"), sentence)));
    }

    private static Problem problem(JsonNode error, String sentence) {
        String code = text(error.path("code")).orElse(Codes.TOKEN_UNREADABLE);
        return Told.problem(Problem.Kind.STORAGE, code, sentence, error);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
