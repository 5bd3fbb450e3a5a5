/** Stands in until the HTTP source has code. */
@NullMarked
package dev.stowage.placeholder.http;

import org.jspecify.annotations.NullMarked;
