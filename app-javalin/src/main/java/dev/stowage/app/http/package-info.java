/** The HTTP interface: one file per resource, and what all requests have in common. */
@NullMarked
package dev.stowage.app.http;

import org.jspecify.annotations.NullMarked;
