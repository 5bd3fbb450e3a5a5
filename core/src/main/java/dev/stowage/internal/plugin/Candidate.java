package dev.stowage.internal.plugin;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.Provider;
import dev.stowage.spi.Setting;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider that was found and not created yet. What it says of itself is asked once, here, because that is foreign code already.
 *
 * @param provider the provider
 * @param port what it creates
 * @param id its id
 * @param declared the settings it understands
 * @param given the settings given together with it
 * @param from where it was found, for reports
 * @param rank explicit ones win over discovered ones
 */
record Candidate(
        Provider<?> provider,
        Class<?> port,
        String id,
        List<Setting> declared,
        Map<String, String> given,
        String from,
        Rank rank) {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");

    enum Rank {
        PLUGIN,
        DISCOVERED,
        ADDED
    }

    /** @throws StowageException when the provider fails to introduce itself */
    static Candidate of(Provider<?> provider, Map<String, String> given, String from, Rank rank)
            throws StowageException {
        try {
            Candidate candidate = ForeignCall.run(
                    provider,
                    () -> new Candidate(
                            provider,
                            provider.port(),
                            provider.id(),
                            List.copyOf(provider.settings()),
                            Map.copyOf(given),
                            from,
                            rank));
            if (!ID.matcher(candidate.id()).matches() || !candidate.port().isInterface()) {
                throw refused(provider, "its id or its port is not of the form that is agreed", null);
            }
            return candidate;
        } catch (RuntimeException | LinkageError defect) {
            throw refused(
                    provider, "it fails to say what it is: " + defect.getClass().getName(), defect);
        }
    }

    /** A plugin that cannot be used is reported; anything else stops the start. */
    boolean mayFail() {
        return rank == Rank.PLUGIN;
    }

    private static StowageException refused(Provider<?> provider, String why, @Nullable Throwable cause) {
        return new StowageException(
                Problem.of(
                        Problem.Kind.USAGE,
                        Codes.PLUGIN_FAILED,
                        "use the provider " + provider.getClass().getName(),
                        why,
                        "Ask whoever made it, or remove it."),
                cause);
    }
}
