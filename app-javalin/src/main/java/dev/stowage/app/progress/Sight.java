package dev.stowage.app.progress;

import dev.stowage.api.Progress;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One download at the moment at which it is shown.
 *
 * @param download its latest value
 * @param progress how its transfer went when that was last told
 * @param age since when it is followed
 * @param measured for how long bytes have been coming in without a break
 */
record Sight(Download download, Optional<Progress> progress, Duration age, Duration measured) {
    /** A speed over less than this says nothing. */
    private static final Duration CREDIBLE = Duration.ofSeconds(1);

    DownloadId id() {
        return download.id();
    }

    /** Its name without what could disturb a terminal. */
    String label() {
        return download.label().replaceAll("[\\p{Cntrl}\\p{Cf}]", "");
    }

    boolean transferring() {
        return download.status() == Status.DOWNLOADING && progress.isPresent();
    }

    long receivedBytes() {
        return progress.map(Progress::receivedBytes).orElse(download.receivedBytes());
    }

    OptionalLong totalBytes() {
        OptionalLong told = progress.map(Progress::totalBytes).orElse(OptionalLong.empty());
        return told.isPresent() ? told : download.totalBytes();
    }

    /** The speed, once it means something. */
    OptionalLong bytesPerSecond() {
        long speed = progress.map(Progress::bytesPerSecond).orElse(0L);
        return speed > 0 && measured.compareTo(CREDIBLE) >= 0 ? OptionalLong.of(speed) : OptionalLong.empty();
    }

    /** How long it will take, once the speed means something. */
    Optional<Duration> eta() {
        return bytesPerSecond().isPresent() ? progress.flatMap(Progress::eta) : Optional.empty();
    }
}
