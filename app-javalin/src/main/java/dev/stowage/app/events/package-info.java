/** Server-sent events: what changes, told to every client that listens, however slowly it reads. */
@NullMarked
package dev.stowage.app.events;

import org.jspecify.annotations.NullMarked;
