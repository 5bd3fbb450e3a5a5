package dev.stowage.app;

import dev.stowage.app.demo.Practice;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the demo keeps everything: an installation of its own inside the data folder, which knows nothing of what is configured outside.
 *
 * @param surroundings those of this process
 * @param folder the data folder of the demo
 * @param models the models folder of the demo
 */
record DemoFolder(Surroundings surroundings, Path folder, Path models) {
    /** What the terminal is like is the same inside. */
    private static final List<String> OF_THE_TERMINAL = List.of("TERM", "NO_COLOR", "STOWAGE_DEBUG");

    /** @throws StowageException when it cannot be told where that is */
    static DemoFolder of(RootCommand root) throws StowageException {
        Config.Flags flags = root.options().flags();
        if (flags.databaseUrl().isPresent()) {
            throw new UsageException(
                    "Could not use --database-url: the demo keeps everything in a folder of its own. Leave it out.");
        }
        Config outside = root.config();
        Path folder = outside.dataFolder().value().resolve("demo");
        Path models = flags.modelsFolder().isPresent() ? outside.modelsFolder().value() : folder.resolve("models");
        return new DemoFolder(root.surroundings(), folder, models);
    }

    /** The configuration inside, with a login for both sites. */
    Config loggedIn(Practice practice) throws StowageException {
        return config(practice, Map.of("CIVITAI_API_TOKEN", Practice.TOKEN, "HF_TOKEN", Practice.TOKEN));
    }

    /** The configuration inside; no real token comes in, wherever that is kept. */
    Config config(Practice practice) throws StowageException {
        return config(practice, Map.of("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1"));
    }

    private Config config(Practice practice, Map<String, String> tokens) throws StowageException {
        Map<String, String> environment = new HashMap<>(environment(practice));
        environment.putAll(tokens);
        environment.put("STOWAGE_HOME", folder.toString());
        environment.put("STOWAGE_MODELS_DIR", models.toString());
        OF_THE_TERMINAL.forEach(
                name -> Optional.ofNullable(surroundings.environment().get(name))
                        .ifPresent(value -> environment.put(name, value)));
        Surroundings inside = new Surroundings(
                environment,
                surroundings.properties(),
                surroundings.streams(),
                surroundings.interruption(),
                surroundings.time());
        return Config.read(new Config.Flags(Optional.empty(), Optional.empty(), Optional.empty()), inside);
    }

    /** The program inside, as one can paste it into a shell: what else it takes, the running demo has. */
    String command() {
        return "./stowage --data-dir " + Again.quoted(folder.toString());
    }

    /** What leads to the practice hub. */
    Map<String, String> environment(Practice practice) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("CIVITAI_ENDPOINT", practice.civitai().toString());
        environment.put("HF_ENDPOINT", practice.huggingFace().toString());
        environment.put("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8");
        return environment;
    }
}
