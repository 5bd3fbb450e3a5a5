package dev.stowage.app;

import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a worker is like. */
final class WorkerOptions {
    private static final String PATH = "path";

    @Option(
            names = "--path",
            paramLabel = "DIR",
            description = "The folder that it reads its models from, here or mounted; it has to exist.")
    private @Nullable String path;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "A word to select it by; may be given several times, and replaces those before.")
    private List<String> tags = List.of();

    @Option(names = "--engine", paramLabel = "NAME", description = "How it is reached. Default: folder.")
    private @Nullable String engine;

    @Option(
            names = "--setting",
            paramLabel = "KEY=VALUE",
            description = "A setting of its engine; may be given several times.")
    private Map<String, String> settings = Map.of();

    @Option(names = "--disabled", description = "Note what it lacks, but bring nothing there for now.")
    private boolean disabled;

    @Option(names = "--enabled", description = "Bring it what it lacks.")
    private boolean enabled;

    /** @throws UsageException when it is no id */
    static WorkerId id(String text) {
        try {
            return new WorkerId(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "Could not use \"" + text + "\" as a worker's id: it has 1 to 64 letters, digits or . _ -");
        }
    }

    /** Whether anything is said. */
    boolean given() {
        return path != null || engine != null || enabled || disabled || !(tags.isEmpty() && settings.isEmpty());
    }

    /** A new one. */
    Worker worker(WorkerId id) {
        if (path == null && engine == null && settings.isEmpty()) {
            throw new UsageException("Could not add worker " + id + ": no --path says where its folder is.");
        }
        return over(new Worker(id, "folder", Set.of(), Map.of()));
    }

    /** One that is there already, with what was said over it. */
    Worker over(Worker before) {
        if (enabled && disabled) {
            throw new UsageException("Could not change the worker: --enabled and --disabled are both given.");
        }
        Map<String, String> all = new HashMap<>(before.settings());
        all.putAll(settings);
        Optional.ofNullable(path).map(WorkerOptions::absolute).ifPresent(folder -> all.put(PATH, folder));
        Set<String> words = tags.isEmpty()
                ? before.tags()
                : SyncOptions.tagged("--tag", tags).tags();
        return new Worker(
                before.id(),
                Optional.ofNullable(engine).orElse(before.engine()),
                new HashSet<>(words),
                all,
                enabled || (!disabled && before.enabled()));
    }

    private static String absolute(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            throw UsageException.of("--path", text, "it is no path on this machine", "Correct it.");
        }
    }
}
