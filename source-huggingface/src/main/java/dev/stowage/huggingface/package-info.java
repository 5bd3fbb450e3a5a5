/** The HuggingFace Hub as a source: what people paste, what it means, and where its bytes are. */
@NullMarked
package dev.stowage.huggingface;

import org.jspecify.annotations.NullMarked;
