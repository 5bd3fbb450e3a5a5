package dev.stowage.app;

import dev.stowage.api.Limits;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageBuilder;
import dev.stowage.spi.StowageException;
import java.time.Duration;

/** The one place where modules meet: whatever providers are on the class path, told what the configuration says. */
final class Composition {
    /** How long a person at a terminal waits for a program to end. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private Composition() {}

    /**
     * Builds, starts nothing.
     *
     * @throws StowageException naming every problem found
     */
    static Stowage build(Config config) throws StowageException {
        StowageBuilder builder = Stowage.builder()
                .discover(Composition.class.getClassLoader())
                .folders(config.modelsFolder().value(), config.dataFolder().value())
                .limits(limits());
        config.settings()
                .forEach((provider, settings) ->
                        settings.forEach((key, value) -> builder.setting(provider, key, value.value())));
        return builder.build();
    }

    private static Limits limits() {
        Limits usual = Limits.DEFAULT;
        return new Limits(
                usual.activeDownloads(), usual.attempts(), usual.firstRetry(), usual.longestRetry(), SHUTDOWN);
    }
}
