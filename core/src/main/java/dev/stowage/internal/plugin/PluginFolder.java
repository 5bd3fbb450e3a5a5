package dev.stowage.internal.plugin;

import dev.stowage.api.ProviderReport;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.Provider;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Reads {@code plugins/<name>/*.jar} (and {@code lib/*.jar} below): one class loader per folder; a broken one harms no other. */
final class PluginFolder {
    private final Path folder;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<ProviderReport> refused = new ArrayList<>();
    private final List<PluginClassLoader> loaders = new ArrayList<>();

    PluginFolder(Path folder) {
        this.folder = folder;
    }

    /** What was found; read once. */
    PluginFolder read() {
        for (Path plugin : listed(folder, "")) {
            if (Files.isDirectory(plugin)) {
                load(plugin);
            }
        }
        return this;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    List<ProviderReport> refused() {
        return refused;
    }

    List<PluginClassLoader> loaders() {
        return loaders;
    }

    private void load(Path plugin) {
        try {
            PluginClassLoader loader =
                    new PluginClassLoader(plugin.getFileName() + "", jars(plugin), Provider.class.getClassLoader());
            loaders.add(loader);
            int before = candidates.size();
            for (Provider<?> provider : ServiceLoader.load(Provider.class, loader)) {
                candidates.add(Candidate.of(provider, Map.of(), plugin.toString(), Candidate.Rank.PLUGIN));
            }
            if (candidates.size() == before) {
                refuse(
                        plugin,
                        "it has no provider: META-INF/services/" + Provider.class.getName() + " is missing or empty");
            }
        } catch (StowageException broken) {
            refuse(plugin, broken.problem().why());
        } catch (ServiceConfigurationError | IOException | LinkageError broken) {
            refuse(plugin, broken.getClass().getSimpleName() + " while its providers were read");
        }
    }

    private void refuse(Path plugin, String why) {
        Problem problem = Problem.of(
                Problem.Kind.USAGE,
                Codes.PLUGIN_FAILED,
                "load the plugin " + plugin.getFileName(),
                why,
                "Ask whoever made it, or remove its folder.");
        refused.add(new ProviderReport("plugin", plugin.getFileName() + "", plugin.toString(), Optional.of(problem)));
    }

    private static URL[] jars(Path plugin) throws MalformedURLException {
        List<Path> jars = new ArrayList<>(listed(plugin, ".jar"));
        jars.addAll(listed(plugin.resolve("lib"), ".jar"));
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return urls;
    }

    private static List<Path> listed(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
