package dev.stowage.internal.plugin;

import dev.stowage.api.ProviderReport;
import dev.stowage.api.Wiring;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Provider;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** All providers of a wiring, whichever door they came through, and the ports made from them. Used by one thread, while starting. */
public final class ProviderCatalog implements AutoCloseable {
    private final Wiring wiring;
    private final StartProblems problems;
    private final Host host;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<ProviderReport> reports = new ArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    public ProviderCatalog(Wiring wiring, StartProblems problems, Host host) {
        this.wiring = wiring;
        this.problems = problems;
        this.host = host;
        wiring.found().loaders().forEach(this::discover);
        for (Wiring.Added added : wiring.found().added()) {
            candidates.add(new Candidate(added.provider(), added.settings(), "added", Candidate.Rank.ADDED));
        }
        for (Path folder : wiring.found().pluginFolders()) {
            PluginFolder plugins = new PluginFolder(folder).read();
            candidates.addAll(plugins.candidates());
            reports.addAll(plugins.refused());
            plugins.loaders().forEach(opened::push);
        }
        checkSettings();
    }

    /** The one instance of a port: the host's own, else the strongest provider's; that there is none is a problem. */
    public <T> Optional<T> one(Class<T> port) {
        if (nobodyHas(port)) {
            problems.add("nothing provides a " + port.getSimpleName() + ": a module is missing on the class path");
        }
        return oneIfAny(port);
    }

    /** The one instance of a port: the host's own, else the strongest provider's, else the built-in one. */
    public <T> Optional<T> one(Class<T> port, Supplier<T> builtIn) {
        return nobodyHas(port) ? Optional.of(builtIn(port, builtIn.get())) : oneIfAny(port);
    }

    /** The one instance of a port, when there is any. */
    public <T> Optional<T> oneIfAny(Class<T> port) {
        List<Named<T>> ready = instances(port);
        if (!ready.isEmpty()) {
            return Optional.of(ready.get(0).instance());
        }
        List<Candidate> best = strongest(port);
        if (best.size() > 1) {
            problems.add("there are several providers of " + port.getSimpleName() + ": "
                    + String.join(
                            ", ", best.stream().map(c -> c.provider().id()).toList()));
            return Optional.empty();
        }
        return best.stream()
                .findFirst()
                .flatMap(candidate -> create(port, candidate))
                .map(Named::instance);
    }

    /** Every instance of a port, the host's own first. */
    public <T> List<Named<T>> all(Class<T> port) {
        List<Named<T>> all = new ArrayList<>(instances(port));
        candidates.stream()
                .filter(candidate -> candidate.provider().port() == port)
                .forEach(candidate -> create(port, candidate).ifPresent(all::add));
        return all;
    }

    /** What providers are lent. */
    public Host host() {
        return host;
    }

    /** What is wrong so far. */
    public StartProblems problems() {
        return problems;
    }

    /** What became of each provider, in order of creation. */
    public List<ProviderReport> reports() {
        return List.copyOf(reports);
    }

    /** Closes what was created, in reverse order; what fails to close is told to the caller after all others are closed. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failure = new IllegalStateException("A provider failed to close", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void discover(ClassLoader loader) {
        try {
            for (Provider<?> provider : ServiceLoader.load(Provider.class, loader)) {
                boolean known = candidates.stream().anyMatch(c -> c.provider().getClass() == provider.getClass());
                if (!known) {
                    String from = provider.getClass().getName();
                    candidates.add(new Candidate(provider, Map.of(), from, Candidate.Rank.DISCOVERED));
                }
            }
        } catch (ServiceConfigurationError | LinkageError broken) {
            problems.add("the providers on the class path cannot be read (" + broken.getMessage() + ")");
        }
    }

    private <T> List<Named<T>> instances(Class<T> port) {
        List<Named<T>> ready = new ArrayList<>();
        for (Wiring.Instance<?> given : wiring.found().instances()) {
            if (given.port() == port) {
                T instance = port.cast(given.instance());
                ready.add(new Named<>(given.id(), Guard.around(port, given.id(), instance, AssetLibrary.class)));
                report(port, given.id(), "instance");
            }
        }
        return ready;
    }

    private boolean nobodyHas(Class<?> port) {
        return strongest(port).isEmpty()
                && wiring.found().instances().stream().noneMatch(given -> given.port() == port);
    }

    private List<Candidate> strongest(Class<?> port) {
        List<Candidate> all =
                candidates.stream().filter(c -> c.provider().port() == port).toList();
        Optional<Candidate.Rank> best = all.stream().map(Candidate::rank).max(Enum::compareTo);
        return all.stream()
                .filter(c -> best.filter(c.rank()::equals).isPresent())
                .toList();
    }

    private <T> T builtIn(Class<T> port, T instance) {
        report(port, "default", "built in");
        remember(instance);
        return instance;
    }

    private <T> Optional<Named<T>> create(Class<T> port, Candidate candidate) {
        Provider<?> provider = candidate.provider();
        try {
            Path folder = host.stateFolder(provider.id());
            T instance = port.cast(provider.create(new Context(provider, settings(candidate), host, folder)));
            remember(instance);
            report(port, provider.id(), candidate.from());
            return Optional.of(
                    new Named<>(provider.id(), Guard.around(port, provider.id(), instance, AssetLibrary.class)));
        } catch (StowageException e) {
            refuse(candidate, e.problem());
        } catch (NoHttpException e) {
            refuseWithoutHttp(candidate);
        } catch (IOException | RuntimeException | LinkageError e) {
            refuse(candidate, Problem.defect("create the provider " + provider.id(), e));
        }
        return Optional.empty();
    }

    private void refuse(Candidate candidate, Problem problem) {
        reportRefused(candidate, problem);
        if (!candidate.mayFail()) {
            problems.add(candidate.provider().id() + " could not " + problem.what() + ": " + problem.why());
        }
    }

    /** Where there is a provider of the HTTP stack, its own problem has been told already. */
    private void refuseWithoutHttp(Candidate candidate) {
        Problem missing = Problem.of(
                Problem.Kind.USAGE,
                Codes.BAD_CONFIG,
                "create the provider " + candidate.provider().id(),
                "it needs an HTTP stack and there is none",
                "Add stowage-source-http to the class path.");
        if (nobodyHas(HttpGateway.class)) {
            refuse(candidate, missing);
        } else {
            reportRefused(candidate, missing);
        }
    }

    private void reportRefused(Candidate candidate, Problem problem) {
        Provider<?> provider = candidate.provider();
        reports.add(new ProviderReport(
                provider.port().getSimpleName(), provider.id(), candidate.from(), Optional.of(problem)));
    }

    private void report(Class<?> port, String id, String from) {
        reports.add(new ProviderReport(port.getSimpleName(), id, from, Optional.empty()));
    }

    private void remember(Object instance) {
        if (instance instanceof AutoCloseable closeable) {
            opened.push(closeable);
        }
    }

    private Map<String, String> settings(Candidate candidate) {
        Map<String, String> all = new LinkedHashMap<>(
                wiring.settings().getOrDefault(candidate.provider().id(), Map.of()));
        all.putAll(candidate.settings());
        return all;
    }

    private void checkSettings() {
        wiring.settings().keySet().stream()
                .filter(id ->
                        candidates.stream().noneMatch(c -> c.provider().id().equals(id)))
                .forEach(id -> problems.add("there are settings for " + id + ", but no such provider"));
        for (Candidate candidate : candidates) {
            List<String> declared = candidate.provider().settings().stream()
                    .map(setting -> setting.key())
                    .toList();
            settings(candidate).keySet().stream()
                    .filter(key -> !declared.contains(key))
                    .forEach(key -> problems.add(candidate.provider().id() + " has no setting " + key + " (it has: "
                            + String.join(", ", declared) + ")"));
        }
    }

    /**
     * An instance and the id of its provider.
     *
     * @param id the id
     * @param instance the instance, guarded
     * @param <T> the port
     */
    public record Named<T>(String id, T instance) {}
}
