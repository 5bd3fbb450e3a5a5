package dev.stowage.internal.engine;

import dev.stowage.api.SourceToken;
import dev.stowage.api.Tokens;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tokens as their users see them. */
final class AccountDesk implements Tokens {
    private final Resolvers resolvers;
    private final TokenDesk tokens;
    private final TokenNeeds needs;
    private final DownloadStore downloads;
    private final Waits waits;

    AccountDesk(Line line, Resolvers resolvers, TokenDesk tokens, TokenNeeds needs) {
        this.resolvers = resolvers;
        this.tokens = tokens;
        this.needs = needs;
        this.downloads = line.store();
        this.waits = line.waits();
    }

    @Override
    public List<SourceToken> list(UserId user) throws StowageException {
        List<SourceToken> list = new ArrayList<>();
        for (String source : resolvers.showingTokens()) {
            list.add(tokens.shown(user, source, resolvers.tokenOrigins(source)));
        }
        return list;
    }

    @Override
    public void put(UserId user, String source, Secret token) throws StowageException {
        String what = "store the token for \"" + source + "\"";
        check(source, what);
        Optional<Secret> plain = TokenText.read(token);
        if (plain.isEmpty()) {
            throw new StowageException(Problem.of(
                    Problem.Kind.USAGE,
                    Codes.BAD_TOKEN,
                    what,
                    TokenText.FLAW,
                    "Copy the token alone, with nothing around it."));
        }
        tokens.store(user, source, plain.get());
        waits.tokenCame(download -> needs.of(download, user, source));
    }

    @Override
    public boolean remove(UserId user, String source) throws StowageException {
        check(source, "remove the token for \"" + source + "\"");
        return tokens.remove(user, source);
    }

    @Override
    public Optional<String> neededBy(Download download) {
        return needs.sourceOf(download);
    }

    @Override
    public List<Download> waiting(UserId user, String source) throws StowageException {
        check(source, "look for what waits for a token for \"" + source + "\"");
        return needs.in(downloads, user, source);
    }

    private void check(String source, String what) throws StowageException {
        List<String> known = resolvers.showingTokens();
        if (!known.contains(source)) {
            throw new StowageException(Problem.of(
                    Problem.Kind.USAGE,
                    Codes.NO_SOURCE,
                    what,
                    "there is no source of that name that uses tokens",
                    known.isEmpty() ? "" : "Use one of: " + String.join(", ", known) + "."));
        }
    }
}
