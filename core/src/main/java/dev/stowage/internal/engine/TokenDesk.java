package dev.stowage.internal.engine;

import dev.stowage.model.DownloadId;
import dev.stowage.model.Origin;
import dev.stowage.model.Reference;
import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenLookup;
import dev.stowage.spi.TokenStore;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides which secret may be used where. The HTTP stack asks; nobody else can. */
public final class TokenDesk implements TokenLookup {
    private final TokenStore tokens;
    private final Supplier<Resolvers> resolvers;

    /** @param resolvers known only after the HTTP stack that asks here */
    public TokenDesk(TokenStore tokens, Supplier<Resolvers> resolvers) {
        this.tokens = tokens;
        this.resolvers = resolvers;
    }

    @Override
    public Optional<Secret> tokenFor(UserId user, Origin origin) throws StowageException {
        Optional<String> source = resolvers.get().owning(origin);
        return source.isEmpty() ? Optional.empty() : tokens.find(user, source.get());
    }

    @Override
    public Optional<Secret> pastedUrl(Call call, URI clean) throws StowageException {
        return tokens.find(call.user(), purpose(call.correlation()))
                .filter(whole -> whole.use(
                                url -> Reference.parse(url).reference().text())
                        .equals(clean.toString()));
    }

    void keep(UserId user, String correlation, Secret wholeUrl) throws StowageException {
        tokens.put(user, purpose(correlation), wholeUrl);
    }

    void forget(UserId user, DownloadId id) throws StowageException {
        forget(user, id.text());
    }

    void forget(UserId user, String correlation) throws StowageException {
        tokens.remove(user, purpose(correlation));
    }

    private static String purpose(String correlation) {
        return "download:" + correlation;
    }
}
