/**
 * The line that carries a download from a pasted reference to a registered file: one file per step, one loop.
 *
 * <p>Three ideas carry it. A step maps a value to its successor. The store's compare-and-set is the only lock. Waiting is a status, not a
 * thread. Begin with {@code DownloadRunner}.
 */
@NullMarked
package dev.stowage.internal.engine;

import org.jspecify.annotations.NullMarked;
