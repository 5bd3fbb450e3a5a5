package dev.stowage.registry;

import dev.stowage.model.PreviewMedia;
import java.time.Duration;

/**
 * What a preview may cost.
 *
 * @param largestImage the most bytes of a picture
 * @param largestVideo the most bytes of a clip
 * @param patience the longest time for one
 */
record PreviewLimits(long largestImage, long largestVideo, Duration patience) {
    long largest(PreviewMedia.Kind kind) {
        return switch (kind) {
            case IMAGE -> largestImage;
            case VIDEO -> largestVideo;
        };
    }
}
