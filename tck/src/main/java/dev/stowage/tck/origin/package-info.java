/** A scripted HTTP/1.1 origin on raw loopback sockets that serves well by default and misbehaves exactly on request. */
@NullMarked
package dev.stowage.tck.origin;

import org.jspecify.annotations.NullMarked;
