/** Finds, creates and guards what others implement: ServiceLoader, plugin folders, class loaders. */
@NullMarked
package dev.stowage.internal.plugin;

import org.jspecify.annotations.NullMarked;
