package dev.stowage.persistence;

import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.RuleStore;
import dev.stowage.spi.Storage;
import dev.stowage.spi.TokenStore;
import dev.stowage.spi.WorkerStore;
import java.time.Clock;
import java.util.Optional;

/** All stores in one database, which it owns and lends. */
final class SqlStorage implements Storage {
    /** Its tables. */
    static final Schema SCHEMA = new Schema("storage", 3, SqlStorage.class);

    private final Database database;
    private final SqlDownloads downloads;
    private final SqlTokens tokens;
    private final SqlWorkers workers;
    private final SqlRules rules;

    SqlStorage(Database database, Keys keys, Clock clock) {
        this.database = database;
        downloads = new SqlDownloads(database);
        tokens = new SqlTokens(database, keys, clock);
        workers = new SqlWorkers(database);
        rules = new SqlRules(database);
        database.require(SCHEMA);
    }

    @Override
    public DownloadStore downloads() {
        return downloads;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public WorkerStore workers() {
        return workers;
    }

    @Override
    public RuleStore rules() {
        return rules;
    }

    @Override
    public <S> Optional<S> lent(Class<S> type) {
        return type == Database.class ? Optional.of(type.cast(database)) : Optional.empty();
    }

    @Override
    public void close() {
        database.close();
    }
}
