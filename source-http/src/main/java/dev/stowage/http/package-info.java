/** The guarded HTTP stack, the segmented downloader and the source for direct URLs. */
@NullMarked
package dev.stowage.http;

import org.jspecify.annotations.NullMarked;
