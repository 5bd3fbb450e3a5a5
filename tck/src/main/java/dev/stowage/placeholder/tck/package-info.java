/** Stands in until the kit has code. */
@NullMarked
package dev.stowage.placeholder.tck;

import org.jspecify.annotations.NullMarked;
