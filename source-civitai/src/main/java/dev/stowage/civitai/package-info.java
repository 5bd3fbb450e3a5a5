/** The source for CivitAI: recognises what people paste, says what it is, and where its bytes are. */
@NullMarked
package dev.stowage.civitai;

import org.jspecify.annotations.NullMarked;
