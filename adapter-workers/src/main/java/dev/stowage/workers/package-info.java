/** Ways to bring assets to workers: the folder that a worker reads, local or mounted. */
@NullMarked
package dev.stowage.workers;

import org.jspecify.annotations.NullMarked;
