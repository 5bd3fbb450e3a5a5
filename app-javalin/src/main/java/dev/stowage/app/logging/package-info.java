/** Where log lines of libraries go: nowhere, unless somebody looks for a defect. */
@NullMarked
package dev.stowage.app.logging;

import org.jspecify.annotations.NullMarked;
