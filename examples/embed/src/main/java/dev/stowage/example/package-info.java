/** Stowage as a library inside another program. */
@NullMarked
package dev.stowage.example;

import org.jspecify.annotations.NullMarked;
