package dev.stowage.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command has, before or behind its name. */
final class CommonOptions {
    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print one JSON object instead of text on stdout, also on failure.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Show no progress.")
    private boolean quiet;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = {
                "Folder for Stowage's own state.",
                "Default: STOWAGE_HOME, else the folder stowage in XDG_DATA_HOME or in ~/.local/share."
            })
    private @Nullable String dataFolder;

    @Option(
            names = "--models-dir",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = {
                "Folder that models are placed in.",
                "Default: STOWAGE_MODELS_DIR, else models in the data folder."
            })
    private @Nullable String modelsFolder;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = {
                "Database that downloads are kept in: sqlite:PATH or postgresql://...",
                "Default: STOWAGE_DATABASE_URL, else stowage.db in the data folder."
            })
    private @Nullable String databaseUrl;

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    /** The options that say where everything lies, as they were given. */
    List<String> where() {
        List<String> where = new ArrayList<>();
        add(where, "--data-dir", dataFolder);
        add(where, "--models-dir", modelsFolder);
        add(where, "--database-url", databaseUrl);
        return where;
    }

    private static void add(List<String> where, String option, @Nullable String value) {
        if (value != null) {
            where.add(option);
            where.add(value);
        }
    }

    Config.Flags flags() {
        return new Config.Flags(
                Optional.ofNullable(dataFolder), Optional.ofNullable(modelsFolder), Optional.ofNullable(databaseUrl));
    }
}
