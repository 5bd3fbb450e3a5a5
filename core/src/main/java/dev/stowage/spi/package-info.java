/**
 * What others implement: six ports, the ground they stand on, and how they fail.
 *
 * <p>Contracts that hold for every port: calls block and run on Stowage's threads; implementations are thread-safe; cancellation comes
 * through {@link dev.stowage.spi.Call} only, never by interrupting a thread (an interrupt that arrives anyway is treated as
 * cancellation); expected failures are {@link dev.stowage.spi.StowageException}, anything unchecked is a defect of the implementation
 * and is reported as one; a port that is {@code AutoCloseable} is closed by the host, in reverse order of creation.
 */
@NullMarked
package dev.stowage.spi;

import org.jspecify.annotations.NullMarked;
