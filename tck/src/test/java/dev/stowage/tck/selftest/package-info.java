/** The kit on trial: what is right has to pass its contracts, what is wrong has to be rejected by the sentence it breaks. */
@NullMarked
package dev.stowage.tck.selftest;

import org.jspecify.annotations.NullMarked;
