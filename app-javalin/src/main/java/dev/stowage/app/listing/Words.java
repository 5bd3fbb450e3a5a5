package dev.stowage.app.listing;

import dev.stowage.api.Progress;
import dev.stowage.app.text.Bytes;
import dev.stowage.app.text.Durations;
import dev.stowage.model.Download;
import dev.stowage.model.Finding;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.model.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Where a download is and what it waits for, in words. */
public final class Words {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;

    /** @param zone in which times are shown */
    Words(ZoneId zone) {
        this.zone = zone;
    }

    /** One word; those that wait for a person are shorter than their names in JSON. */
    public static String status(Status status) {
        return switch (status) {
            case AWAITING_DECISION -> "decision";
            case AWAITING_REVIEW -> "review";
            default -> status.wire();
        };
    }

    /** What a person has to do. */
    static String need(Need need) {
        return switch (need) {
            case CHOOSE_FILE -> "say which file is meant";
            case DUPLICATE -> "say what to do about the duplicate";
            case ADD_TOKEN -> "give a token of the source";
            case ACCEPT_LICENSE -> "accept the terms at the source";
            case PURCHASE -> "buy access at the source";
            case FREE_SPACE -> "make room on the disk";
            case FIX_STORAGE -> "make the folder writable";
            case OPEN_PAGE -> "answer the source in a browser";
            case ALLOW_ADDRESS -> "allow the address";
            case CONFIRM_CHANGE -> "confirm that the file has changed";
        };
    }

    /** Why it is not simply going on, if there is something to say. */
    Optional<String> note(Download download) {
        Optional<String> why = download.problem().map(Problem::why);
        return switch (download.status()) {
            case AWAITING_DECISION ->
                download.need()
                        .map(need -> "please " + need(need)
                                + why.map(text -> ": " + text).orElse(""));
            case AWAITING_REVIEW -> doubt(download);
            case QUEUED -> waiting(download).or(() -> why).or(() -> sofar(download));
            case PAUSED -> why.or(() -> sofar(download));
            case COMPLETED ->
                download.isReused() ? download.filePath().map(path -> "was there already: " + path) : Optional.empty();
            case CANCELLED -> Optional.empty();
            default -> why;
        };
    }

    /** How fast it is and how long it will take, once that is known. */
    static Optional<String> pace(Progress progress) {
        String left =
                progress.eta().map(eta -> ", " + Durations.text(eta) + " left").orElse("");
        return progress.bytesPerSecond() > 0
                ? Optional.of(Bytes.text(progress.bytesPerSecond()) + "/s" + left)
                : Optional.empty();
    }

    /** What comparing digests said. */
    static String verdict(Verdict verdict) {
        return switch (verdict) {
            case PENDING -> "not verified yet";
            case MATCH -> "match";
            case MISMATCH -> "mismatch: potentially corrupted or tampered";
            case UNPUBLISHED -> "not verified: no hash is known to compare with";
        };
    }

    /** A point in time. */
    String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    private Optional<String> waiting(Download download) {
        String why = download.problem().map(problem -> ": " + problem.why()).orElse("");
        return download.retryAt().map(until -> "waits until " + time(until) + why);
    }

    /** Where the size is not known, a share of it says nothing. */
    private static Optional<String> sofar(Download download) {
        boolean unknown = download.totalBytes().isEmpty() && download.receivedBytes() > 0;
        return unknown ? Optional.of(Bytes.text(download.receivedBytes()) + " received") : Optional.empty();
    }

    private static Optional<String> doubt(Download download) {
        return download.findings().stream()
                .filter(Finding::blocking)
                .map(Finding::sentence)
                .findFirst();
    }
}
