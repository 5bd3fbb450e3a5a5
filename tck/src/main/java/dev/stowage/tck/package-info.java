/** The contract kit: what an author of a Stowage plugin needs to test it, and what Stowage tests itself with. */
@NullMarked
package dev.stowage.tck;

import org.jspecify.annotations.NullMarked;
