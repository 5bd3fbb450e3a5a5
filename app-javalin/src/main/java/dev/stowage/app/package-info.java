/** The application: composition root and command line. */
@NullMarked
package dev.stowage.app;

import org.jspecify.annotations.NullMarked;
