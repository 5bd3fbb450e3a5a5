/** Durable storage: everything Stowage remembers, in SQLite or PostgreSQL. */
@NullMarked
package dev.stowage.persistence;

import org.jspecify.annotations.NullMarked;
