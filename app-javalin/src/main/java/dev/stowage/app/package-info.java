/** The program: command line, configuration and the one place where modules meet. */
@NullMarked
package dev.stowage.app;

import org.jspecify.annotations.NullMarked;
