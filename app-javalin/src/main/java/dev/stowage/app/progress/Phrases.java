package dev.stowage.app.progress;

import dev.stowage.app.text.Bar;
import dev.stowage.app.text.Bytes;
import dev.stowage.app.text.Durations;
import dev.stowage.model.Download;
import dev.stowage.model.Problem;
import dev.stowage.model.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/** What a download does, in words. */
final class Phrases {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Clock clock;

    /** @param clock tells the time zone in which times are shown */
    Phrases(Clock clock) {
        this.clock = clock;
    }

    /** What it does at this moment. */
    String state(Sight sight) {
        Download download = sight.download();
        return switch (download.status()) {
            case RESOLVING -> "finding out what it is";
            case QUEUED ->
                download.retryAt().map(until -> waiting(until, download)).orElse("waiting for its turn");
            case DOWNLOADING -> sight.transferring() ? transfer(sight) : "connecting";
            case VERIFYING -> "verifying";
            case PLACING -> "placing";
            case REGISTERING -> "registering";
            case SYNCING -> "syncing";
            case AWAITING_DECISION, AWAITING_REVIEW -> "waiting for you";
            case PAUSED -> "paused";
            case COMPLETED -> "done";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    /** How it ended well. */
    String done(Sight sight) {
        Download download = sight.download();
        if (download.isReused()) {
            return "already there, "
                    + (download.computed().isPresent() ? "no second file was made" : "nothing was downloaded");
        }
        OptionalLong size = sight.totalBytes();
        String what = size.isPresent() ? "done, " + Bytes.text(size.getAsLong()) : "done";
        boolean compared = download.verdict() == Verdict.MATCH;
        return what + " in " + Durations.text(sight.age())
                + (compared ? ", verified" : ", not verified: no hash is known to compare with");
    }

    private static String transfer(Sight sight) {
        long received = sight.receivedBytes();
        OptionalLong total = sight.totalBytes();
        StringBuilder text = new StringBuilder();
        if (total.isPresent()) {
            text.append(Bar.percent(received, total.getAsLong())).append(" %, ");
            text.append(Bytes.of(received, total.getAsLong()));
        } else {
            text.append(Bytes.text(received));
        }
        sight.bytesPerSecond().ifPresent(speed -> text.append(", ").append(Bytes.perSecond(speed)));
        sight.eta()
                .ifPresent(eta -> text.append(", ").append(Durations.text(eta)).append(" left"));
        return text.toString();
    }

    private String waiting(Instant until, Download download) {
        String time = TIME.format(until.atZone(clock.getZone()));
        String why = download.problem().map(Problem::why).orElse("");
        return "waiting until " + time + (why.isEmpty() ? "" : ": " + why);
    }
}
