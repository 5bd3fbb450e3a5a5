/** The default {@link dev.stowage.spi.HashVerifier}. */
@NullMarked
package dev.stowage.internal.hashing;

import org.jspecify.annotations.NullMarked;
