package dev.stowage.app.text;

import java.time.Duration;

/** Durations as people read them. */
public final class Durations {
    private static final long DAYS_FROM_HOURS = 100;

    private Durations() {}

    /** Minutes and seconds, {@code 0:40}; with hours, {@code 1:02:03}; from 100 hours on {@code 4 d 4 h}. Negative counts as zero. */
    public static String text(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long hours = seconds / 3600;
        if (hours >= DAYS_FROM_HOURS) {
            return hours / 24 + " d " + hours % 24 + " h";
        }
        long minutes = seconds / 60 % 60;
        String tail = twoDigits(seconds % 60);
        return hours == 0 ? minutes + ":" + tail : hours + ":" + twoDigits(minutes) + ":" + tail;
    }

    /** How long ago something was, in its largest unit: {@code 42s}, {@code 5m}, {@code 3h}, {@code 12d}. Negative counts as zero. */
    public static String age(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + "m";
        }
        return minutes < 48 * 60 ? minutes / 60 + "h" : minutes / (24 * 60) + "d";
    }

    private static String twoDigits(long value) {
        return value < 10 ? "0" + value : Long.toString(value);
    }
}
