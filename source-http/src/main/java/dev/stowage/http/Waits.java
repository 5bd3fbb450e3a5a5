package dev.stowage.http;

import java.time.Duration;

/** Durations as a person says them. */
final class Waits {
    private Waits() {}

    static String spoken(Duration wait) {
        long seconds = wait.toSeconds();
        if (seconds < 1) {
            return wait.toMillis() + " ms";
        }
        if (seconds < 120) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        long minutes = (seconds + 59) / 60;
        return minutes < 120 ? minutes + " minutes" : (minutes + 59) / 60 + " hours";
    }
}
