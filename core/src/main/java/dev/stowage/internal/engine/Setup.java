package dev.stowage.internal.engine;

import dev.stowage.api.Limits;
import dev.stowage.api.ProviderReport;
import dev.stowage.api.Scope;
import dev.stowage.internal.files.Ownership;
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
 * @param ownership the right to change anything
 * @param scope which downloads are worked on
 * @param reports what became of each provider
 * @param closing closes the ports, last
 */
public record Setup(
        Path models,
        Clock clock,
        Limits limits,
        ThreadFactory threads,
        Ownership ownership,
        Scope scope,
        List<ProviderReport> reports,
        Runnable closing) {}
