package dev.stowage.internal.plugin;

import dev.stowage.spi.Provider;
import java.util.Map;

/**
 * A provider that was found and not created yet.
 *
 * @param provider the provider
 * @param settings its own settings
 * @param from where it was found, for reports
 * @param rank explicit ones win over discovered ones
 */
record Candidate(Provider<?> provider, Map<String, String> settings, String from, Rank rank) {
    enum Rank {
        PLUGIN,
        DISCOVERED,
        ADDED
    }

    /** A plugin that cannot be used is reported; anything else stops the start. */
    boolean mayFail() {
        return rank == Rank.PLUGIN;
    }
}
