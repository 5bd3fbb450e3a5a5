/** The asset library: what was registered, found again by whatever is known of it, with its previews on this machine. */
@NullMarked
package dev.stowage.registry;

import org.jspecify.annotations.NullMarked;
