package dev.stowage.app;

import dev.stowage.api.Limits;
import dev.stowage.api.Scope;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageBuilder;
import dev.stowage.model.Problem;
import dev.stowage.model.UserId;
import dev.stowage.spi.StowageException;
import java.time.Duration;
import java.util.stream.Collectors;

/** The one place where modules meet: whatever providers are on the class path, told what the configuration says. */
final class Composition {
    /** How long a person at a terminal waits for a program to end. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private Composition() {}

    /**
     * Builds, starts nothing.
     *
     * @param command what this process is, for whoever finds the data folder in use
     * @throws StowageException naming every problem found
     */
    static Stowage build(Config config, String command) throws StowageException {
        return build(config, command, Scope.OWN);
    }

    /**
     * Builds the one that works the whole queue, and keeps the previews of everything.
     *
     * @param command what this process is, for whoever finds the data folder in use
     * @throws StowageException naming every problem found
     */
    static Stowage serving(Config config, String command) throws StowageException {
        Config staying = config.with("library", "previews", new Config.Value<>("all", "serve"))
                .with("sql", "pool", new Config.Value<>("on", "serve"));
        return build(staying, command, Scope.ALL);
    }

    private static Stowage build(Config config, String command, Scope scope) throws StowageException {
        StowageBuilder builder = Stowage.builder()
                .discover(Composition.class.getClassLoader())
                .folders(config.modelsFolder().value(), config.dataFolder().value())
                .limits(limits())
                .work(scope)
                .purpose("stowage " + command);
        config.tokens().forEach(token -> builder.token(UserId.LOCAL, token.source(), token.secret(), token.from()));
        config.settings()
                .forEach((provider, settings) ->
                        settings.forEach((key, value) -> builder.setting(provider, key, value.value())));
        try {
            return builder.build();
        } catch (StowageException e) {
            throw new StowageException(withOrigins(e.problem(), config), e);
        }
    }

    /** Core names the provider that cannot start; a person has to hear what it was told, and where that was said. */
    private static Problem withOrigins(Problem problem, Config config) {
        String told = config.settings().entrySet().stream()
                .filter(provider -> problem.why().contains(provider.getKey()))
                .flatMap(provider -> provider.getValue().values().stream())
                .map(value -> " It was told \"" + shown(value.value()) + "\" in " + value.origin() + ".")
                .collect(Collectors.joining());
        return told.isEmpty()
                ? problem
                : Problem.of(problem.kind(), problem.code(), problem.what(), problem.why(), problem.advice() + told);
    }

    /** A database may be told with its password. */
    private static String shown(String value) {
        return Again.login(value) ? "..." : value;
    }

    private static Limits limits() {
        Limits usual = Limits.DEFAULT;
        return new Limits(
                usual.activeDownloads(), usual.attempts(), usual.firstRetry(), usual.longestRetry(), SHUTDOWN);
    }
}
