package dev.stowage.internal.engine;

import dev.stowage.api.Limits;
import dev.stowage.api.ProviderReport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * What an engine is set up with, besides its ports.
 *
 * @param models the models folder, absolute
 * @param clock the time
 * @param limits how much at once, how patiently
 * @param threads how threads are made
 * @param reports what became of each provider
 * @param closing closes the ports, last
 */
public record Setup(
        Path models,
        Clock clock,
        Limits limits,
        ThreadFactory threads,
        List<ProviderReport> reports,
        Runnable closing) {}
