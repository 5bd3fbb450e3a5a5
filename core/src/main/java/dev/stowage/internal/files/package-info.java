/** The only code in core that changes the disk: part files, quarantine, and the way to a final name. */
@NullMarked
package dev.stowage.internal.files;

import org.jspecify.annotations.NullMarked;
