/** Everything that speaks HTTP: the guarded stack every module fetches through, the downloader and the direct-URL source. */
@NullMarked
package dev.stowage.http;

import org.jspecify.annotations.NullMarked;
