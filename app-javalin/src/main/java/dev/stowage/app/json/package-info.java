/** The JSON that programs read, the same on the command line and over HTTP. */
@NullMarked
package dev.stowage.app.json;

import org.jspecify.annotations.NullMarked;
