/** Where log lines go: a server's into its file, others nowhere unless somebody looks for a defect. */
@NullMarked
package dev.stowage.app.logging;

import org.jspecify.annotations.NullMarked;
