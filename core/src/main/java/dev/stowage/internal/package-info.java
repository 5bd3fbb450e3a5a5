/** How core puts itself together. Everything below this package may change without notice. */
@NullMarked
package dev.stowage.internal;

import org.jspecify.annotations.NullMarked;
