package dev.stowage.model;

import java.net.URI;
import java.util.Locale;

/**
 * A picture or clip that shows what a model does.
 *
 * @param address where the source serves it
 * @param kind image or video
 * @since 0.1
 */
public record PreviewMedia(URI address, Kind kind) {
    /**
     * What a preview is.
     *
     * @since 0.1
     */
    public enum Kind {
        IMAGE,
        VIDEO;

        /** The name in JSON. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
