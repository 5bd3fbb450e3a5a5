package dev.stowage.persistence;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenStore;
import java.time.Clock;
import java.util.Optional;

/** Secrets in the database, encrypted. */
final class SqlTokens implements TokenStore {
    private static final String PASTED = "download:";

    private final Database database;
    private final TokenQueries queries;
    private final Keys keys;
    private final Clock clock;
    private final TokenCipher cipher = new TokenCipher();

    SqlTokens(Database database, Keys keys, Clock clock) {
        this.database = database;
        this.queries = new TokenQueries(database);
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Optional<Secret> find(UserId user, String source) throws StowageException {
        TokenCipher.Owner owner = new TokenCipher.Owner(user.text(), source);
        Optional<Sealed> sealed = database.read(handle -> queries.find(handle, owner));
        return sealed.isEmpty() ? Optional.empty() : Optional.of(open(owner, sealed.get()));
    }

    @Override
    public void put(UserId user, String source, Secret token) throws StowageException {
        TokenCipher.Owner owner = new TokenCipher.Owner(user.text(), source);
        database.write(handle -> {
            queries.delete(handle, owner); // takes the write lock, under which one process at a time may make a key
            TokenKey key = keys.findOrCreate().first();
            Sealed sealed = new Sealed(key.id(), cipher.seal(key, owner, token));
            queries.upsert(handle, owner, sealed, clock.instant());
            return owner;
        });
    }

    @Override
    public void remove(UserId user, String source) throws StowageException {
        TokenCipher.Owner owner = new TokenCipher.Owner(user.text(), source);
        database.write(handle -> {
            queries.delete(handle, owner);
            return owner;
        });
    }

    private Secret open(TokenCipher.Owner owner, Sealed sealed) throws StowageException {
        Optional<TokenKey> key = keys.find().flatMap(ring -> ring.find(sealed.keyId()));
        if (key.isEmpty()) {
            throw unreadable(owner, "the key that encrypted it is not among the present ones");
        }
        Optional<Secret> secret = cipher.open(key.get(), owner, sealed.bytes());
        return secret.orElseThrow(() -> unreadable(owner, "it was altered, or belongs to somebody else"));
    }

    private static StowageException unreadable(TokenCipher.Owner owner, String why) {
        boolean pasted = owner.source().startsWith(PASTED);
        Problem problem = Problem.of(
                Problem.Kind.AUTHENTICATION,
                Codes.TOKEN_UNREADABLE,
                pasted ? "read the secret part of the pasted URL" : "read the stored token for " + owner.source(),
                why,
                (pasted ? "Submit the URL again" : "Enter the token again") + ", or restore the secret key.");
        return new StowageException(pasted ? problem : problem.asking(Need.ADD_TOKEN));
    }
}
