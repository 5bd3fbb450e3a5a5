package dev.stowage.internal.engine;

import dev.stowage.api.SourceToken;
import dev.stowage.api.Wiring.GivenToken;
import dev.stowage.model.Codes;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides which secret may be used where. The HTTP stack asks; nobody else can. */
public final class TokenDesk implements TokenLookup {
    private final TokenStore store;
    private final GivenTokens given;
    private final Supplier<Resolvers> resolvers;

    /** @param resolvers known only after the HTTP stack that asks here */
    public TokenDesk(TokenStore store, GivenTokens given, Supplier<Resolvers> resolvers) {
        this.store = store;
        this.given = given;
        this.resolvers = resolvers;
    }

    @Override
    public Optional<Secret> tokenFor(Call call, Origin origin) throws StowageException {
        Optional<String> owner = owner(call, origin);
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        Optional<Secret> pasted = pasted(call).flatMap(whole -> asToken(call, whole, origin));
        return pasted.isPresent() ? pasted : own(call.user(), owner.get());
    }

    /** Unless it holds a token that is shown at its place as such. */
    @Override
    public Optional<Secret> pastedUrl(Call call, URI clean) throws StowageException {
        return pasted(call)
                .filter(whole -> whole.use(TokenDesk::reference).text().equals(clean.toString()))
                .filter(whole -> Origin.of(clean)
                        .flatMap(origin -> asToken(call, whole, origin))
                        .isEmpty());
    }

    /** A user's token for a source: the host's, else the stored one. */
    Optional<Secret> own(UserId user, String source) throws StowageException {
        Optional<Secret> hosts = given.find(user, source).map(GivenToken::token);
        return hosts.isPresent() ? hosts : store.find(user, source);
    }

    /** What a user has for a source, without its value. */
    SourceToken shown(UserId user, String source, List<Origin> origins) throws StowageException {
        Optional<GivenToken> hosts = given.find(user, source);
        Optional<String> from = hosts.map(GivenToken::from);
        try {
            Optional<Secret> stored = store.find(user, source);
            Optional<String> lastFour =
                    hosts.map(GivenToken::token).or(() -> stored).flatMap(TokenText::ending);
            return new SourceToken(source, origins, from, stored.isPresent(), lastFour, Optional.empty());
        } catch (StowageException e) {
            if (!e.problem().code().equals(Codes.TOKEN_UNREADABLE)) {
                throw e;
            }
            Optional<String> lastFour = hosts.map(GivenToken::token).flatMap(TokenText::ending);
            return new SourceToken(source, origins, from, true, lastFour, Optional.of(e.problem()));
        }
    }

    void store(UserId user, String source, Secret token) throws StowageException {
        store.put(user, source, token);
    }

    /** Whether there was one, readable or not. */
    boolean remove(UserId user, String source) throws StowageException {
        boolean stored = shown(user, source, List.of()).stored();
        store.remove(user, source);
        return stored;
    }

    void keep(UserId user, String correlation, Secret wholeUrl) throws StowageException {
        store.put(user, purpose(correlation), wholeUrl);
    }

    /** What was pasted for one download is for another one too. */
    void share(UserId user, DownloadId from, DownloadId to) throws StowageException {
        Optional<Secret> whole = store.find(user, purpose(from.text()));
        if (whole.isPresent()) {
            keep(user, to.text(), whole.get());
        }
    }

    void forget(UserId user, DownloadId id) throws StowageException {
        forget(user, id.text());
    }

    void forget(UserId user, String correlation) throws StowageException {
        store.remove(user, purpose(correlation));
    }

    /** Whose token it would be: the source's that is asked, else the first one's. */
    private Optional<String> owner(Call call, Origin origin) {
        List<String> owners = resolvers.get().owning(origin);
        return call.source().filter(owners::contains).or(() -> owners.stream().findFirst());
    }

    private Optional<Secret> pasted(Call call) throws StowageException {
        return store.find(call.user(), purpose(call.correlation()));
    }

    /** The token that was pasted with a reference of the very source that is asked, for that source's own origins. */
    private Optional<Secret> asToken(Call call, Secret whole, Origin origin) {
        return PastedToken.in(whole).filter(token -> {
            Optional<String> claiming = whole.use(url -> resolvers.get().claimingIfAny(reference(url)));
            return claiming.isPresent()
                    && claiming.equals(call.source())
                    && resolvers.get().tokenOrigins(claiming.get()).contains(origin);
        });
    }

    private static Reference reference(String whole) {
        return Reference.parse(whole).reference();
    }

    private static String purpose(String correlation) {
        return "download:" + correlation;
    }
}
