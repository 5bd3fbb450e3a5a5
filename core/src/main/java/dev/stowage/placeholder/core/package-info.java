/** Stands in until core has code, so that every check of the build has something to run on. */
@NullMarked
package dev.stowage.placeholder.core;

import org.jspecify.annotations.NullMarked;
