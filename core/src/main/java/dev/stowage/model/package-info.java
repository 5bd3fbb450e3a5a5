/**
 * What is true: immutable values without I/O, clock or thread.
 *
 * <p>Everything a plugin, an embedding service and the engine talk about is named here. A requirement is a noun in this package, a verb
 * in the engine and a seam in {@code dev.stowage.spi}.
 */
@NullMarked
package dev.stowage.model;

import org.jspecify.annotations.NullMarked;
