/** Stands in until the header readers have code. */
@NullMarked
package dev.stowage.placeholder.modelfiles;

import org.jspecify.annotations.NullMarked;
