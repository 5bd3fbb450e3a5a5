package dev.stowage.internal.engine;

import dev.stowage.api.Limits;
import dev.stowage.internal.files.Ownership;
import dev.stowage.spi.DownloadStore;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/**
 * What the parts of the engine share.
 *
 * @param ownership the right to change anything
 * @param store where downloads are
 * @param clock the time
 * @param limits how much at once, how patiently
 * @param pool the bounded threads that runners run on
 * @param calls what is in hand
 * @param alarm wakes the queue
 * @param waits who waits for a time
 * @param agenda which downloads are worked on
 */
record Line(
        Ownership ownership,
        DownloadStore store,
        Clock clock,
        Limits limits,
        ExecutorService pool,
        LiveCalls calls,
        Alarm alarm,
        Waits waits,
        Agenda agenda) {}
