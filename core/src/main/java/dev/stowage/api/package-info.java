/**
 * What an embedding service calls: build a {@link dev.stowage.api.Stowage}, start it, submit downloads, listen.
 */
@NullMarked
package dev.stowage.api;

import org.jspecify.annotations.NullMarked;
