package dev.stowage.internal.memory;

import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.RuleStore;
import dev.stowage.spi.Storage;
import dev.stowage.spi.TokenStore;
import dev.stowage.spi.WorkerStore;

/** All stores in memory. */
public final class InMemoryStorage implements Storage {
    private final DownloadStore downloads = new InMemoryDownloads();
    private final TokenStore tokens = new InMemoryTokens();
    private final WorkerStore workers = new InMemoryWorkers();
    private final RuleStore rules = new InMemoryRules();

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
    public void close() {}
}
