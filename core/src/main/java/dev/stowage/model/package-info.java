/** What is true: immutable values without I/O, clock or thread. */
@NullMarked
package dev.stowage.model;

import org.jspecify.annotations.NullMarked;
