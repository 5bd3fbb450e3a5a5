/** Storage and registry that live as long as the process: for tests, for trying out, and for hosts that keep nothing. */
@NullMarked
package dev.stowage.internal.memory;

import org.jspecify.annotations.NullMarked;
