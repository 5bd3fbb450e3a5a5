/** Stowage as a library inside another program. */
@NullMarked
package dev.stowage.example.embed;

import org.jspecify.annotations.NullMarked;
