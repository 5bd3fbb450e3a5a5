/** The contracts, applied to what core itself brings. */
@NullMarked
package dev.stowage.tck.own;

import org.jspecify.annotations.NullMarked;
