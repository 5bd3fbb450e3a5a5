package dev.stowage.api;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a transfer goes at one moment.
 *
 * @param receivedBytes good bytes on the disk, including those of earlier sessions
 * @param totalBytes the size, when known
 * @param bytesPerSecond averaged over the last seconds of this session; bytes of earlier sessions do not count
 * @param eta how long it will take at this speed; empty when size or speed is unknown
 * @param connections how many are open
 * @since 0.1
 */
public record Progress(
        long receivedBytes, OptionalLong totalBytes, long bytesPerSecond, Optional<Duration> eta, int connections) {}
