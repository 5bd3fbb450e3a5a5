package dev.stowage.model;

import java.util.Map;
import java.util.Set;

/**
 * A machine that assets are brought to.
 *
 * @param id names it for good
 * @param engine the id of the {@code WorkerSync} provider that reaches it
 * @param tags words it can be selected by
 * @param settings what the engine needs to reach it, without secrets
 * @since 0.1
 */
public record Worker(WorkerId id, String engine, Set<String> tags, Map<String, String> settings) {
    public Worker {
        tags = Set.copyOf(tags);
        settings = Map.copyOf(settings);
    }
}
