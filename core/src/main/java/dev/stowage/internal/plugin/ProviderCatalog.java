package dev.stowage.internal.plugin;

import dev.stowage.api.ProviderReport;
import dev.stowage.api.Wiring;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Provider;
import dev.stowage.spi.Setting;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
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
            candidate(added.provider(), added.settings(), "added", Candidate.Rank.ADDED);
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
        Optional<T> found = oneIfAny(port);
        if (nobodyHas(port)) {
            problems.add("nothing provides a " + port.getSimpleName() + ": a module is missing on the class path");
        }
        return found;
    }

    /** The one instance of a port: the host's own, else the strongest provider's, else the built-in one. */
    public <T> Optional<T> one(Class<T> port, Supplier<T> builtIn) {
        Optional<T> found = oneIfAny(port);
        return nobodyHas(port) ? Optional.of(builtIn(port, builtIn.get())) : found;
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
                    + String.join(", ", best.stream().map(Candidate::id).toList()));
            return Optional.empty();
        }
        return best.stream()
                .findFirst()
                .flatMap(candidate -> create(port, candidate))
                .map(Named::instance);
    }

    /** Every instance of a port: the host's own, then those added, then the discovered ones, then plugins. An earlier one has its id. */
    public <T> List<Named<T>> all(Class<T> port) {
        Map<String, Named<T>> all = new LinkedHashMap<>();
        instances(port).forEach(named -> all.putIfAbsent(named.id(), named));
        Map<String, Candidate.Rank> taken = new HashMap<>();
        all.keySet().forEach(id -> taken.put(id, Candidate.Rank.ADDED));
        for (Candidate candidate : strongestFirst(port)) {
            Candidate.Rank rank = taken.putIfAbsent(candidate.id(), candidate.rank());
            if (rank == null) {
                create(port, candidate).ifPresent(named -> all.put(named.id(), named));
            } else if (rank == candidate.rank() || candidate.mayFail()) {
                refuse(candidate, idTaken(candidate));
            }
        }
        return List.copyOf(all.values());
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
                AutoCloseable port = opened.pop();
                ForeignCall.run(port, () -> {
                    port.close();
                    return true;
                });
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
                    candidate(provider, Map.of(), provider.getClass().getName(), Candidate.Rank.DISCOVERED);
                }
            }
        } catch (ServiceConfigurationError | LinkageError broken) {
            problems.add("the providers on the class path cannot be read (" + broken.getMessage() + ")");
        }
    }

    private void candidate(Provider<?> provider, Map<String, String> given, String from, Candidate.Rank rank) {
        try {
            candidates.add(Candidate.of(provider, given, from, rank));
        } catch (StowageException e) {
            problems.add(provider.getClass().getName() + ": " + e.problem().why());
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
        List<Candidate> all = strongestFirst(port);
        return all.stream().filter(c -> c.rank() == all.get(0).rank()).toList();
    }

    private List<Candidate> strongestFirst(Class<?> port) {
        return candidates.stream()
                .filter(candidate -> candidate.port() == port)
                .sorted(Comparator.comparing(Candidate::rank).reversed())
                .toList();
    }

    private <T> T builtIn(Class<T> port, T instance) {
        report(port, "default", "built in");
        remember(instance);
        return instance;
    }

    private <T> Optional<Named<T>> create(Class<T> port, Candidate candidate) {
        try {
            Context context = new Context(candidate, settings(candidate), host);
            Provider<?> provider = candidate.provider();
            T instance = port.cast(ForeignCall.run(provider, () -> provider.create(context)));
            if (instance == null) {
                throw new NullPointerException("create returned null");
            }
            remember(instance);
            report(port, candidate.id(), candidate.from());
            return Optional.of(
                    new Named<>(candidate.id(), Guard.around(port, candidate.id(), instance, AssetLibrary.class)));
        } catch (StowageException e) {
            refuse(candidate, e.problem());
        } catch (NoHttpException e) {
            refuseWithoutHttp(candidate);
        } catch (NoFolderException e) {
            refuse(candidate, e.problem());
        } catch (RuntimeException | LinkageError e) {
            refuse(candidate, Problem.defect("create the provider " + candidate.id(), e));
        }
        return Optional.empty();
    }

    private void refuse(Candidate candidate, Problem problem) {
        reportRefused(candidate, problem);
        if (!candidate.mayFail()) {
            problems.add(candidate.id() + " could not " + problem.what() + ": " + problem.why());
        }
    }

    /** Where there is a provider of the HTTP stack, its own problem has been told already. */
    private void refuseWithoutHttp(Candidate candidate) {
        Problem missing = Problem.of(
                Problem.Kind.USAGE,
                Codes.BAD_CONFIG,
                "create the provider " + candidate.id(),
                "it needs an HTTP stack and there is none",
                "Add stowage-source-http to the class path.");
        if (nobodyHas(HttpGateway.class)) {
            refuse(candidate, missing);
        } else {
            reportRefused(candidate, missing);
        }
    }

    /** A plugin that cannot be used is as if it were not there, but for its report. */
    private void reportRefused(Candidate candidate, Problem problem) {
        reports.add(new ProviderReport(
                candidate.port().getSimpleName(), candidate.id(), candidate.from(), Optional.of(problem)));
        if (candidate.mayFail()) {
            candidates.remove(candidate);
        }
    }

    private static Problem idTaken(Candidate candidate) {
        return Problem.of(
                Problem.Kind.USAGE,
                Codes.BAD_CONFIG,
                "join from " + candidate.from(),
                "there is another " + candidate.port().getSimpleName() + " of that id",
                "Remove one of them.");
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
        Map<String, String> all = new LinkedHashMap<>(wiring.settings().getOrDefault(candidate.id(), Map.of()));
        all.putAll(candidate.given());
        return all;
    }

    private void checkSettings() {
        if (reports.isEmpty()) { // else they may be meant for a plugin that could not be read
            wiring.settings().keySet().stream()
                    .filter(id -> candidates.stream().noneMatch(c -> c.id().equals(id)))
                    .forEach(id -> problems.add("there are settings for " + id + ", but no such provider"));
        }
        for (Candidate candidate : candidates) {
            List<String> declared =
                    candidate.declared().stream().map(Setting::key).toList();
            settings(candidate).keySet().stream()
                    .filter(key -> !declared.contains(key))
                    .forEach(key -> problems.add(candidate.id() + " has no setting " + key + " (it has: "
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
