/** How downloads are shown in a terminal or a log while they run. */
@NullMarked
package dev.stowage.app.progress;

import org.jspecify.annotations.NullMarked;
