package dev.stowage.model;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A machine that assets are brought to.
 *
 * @param id names it for good
 * @param engine the id of the {@code WorkerSync} provider that reaches it
 * @param tags words it can be selected by, each 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}; its id selects it too
 * @param settings what the engine needs to reach it, without secrets
 * @param enabled whether anything is brought to it now; what is wanted there is noted anyhow
 * @since 0.1
 */
public record Worker(WorkerId id, String engine, Set<String> tags, Map<String, String> settings, boolean enabled) {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws IllegalArgumentException when a tag is not of the form above */
    public Worker {
        tags = Set.copyOf(tags);
        settings = Map.copyOf(settings);
        tags.forEach(Worker::checkTag);
    }

    /** One that is enabled. */
    public Worker(WorkerId id, String engine, Set<String> tags, Map<String, String> settings) {
        this(id, engine, tags, settings, true);
    }

    /** The same, enabled or not. */
    public Worker enabled(boolean wanted) {
        return new Worker(id, engine, tags, settings, wanted);
    }

    /** @throws IllegalArgumentException when no worker can have this tag; the message is one sentence that may be shown */
    static void checkTag(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException("Not a tag of a worker: it has 1 to 64 letters, digits or . _ -");
        }
    }
}
