/** The whole engine, through its public door, over fakes. */
@NullMarked
package dev.stowage.tck.engine;

import org.jspecify.annotations.NullMarked;
