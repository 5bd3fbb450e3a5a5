package dev.stowage.architecture.violation.alpha;

import java.time.Instant;

/** Breaks: time is injected. */
public final class ReadsClock {
    private ReadsClock() {}

    static Instant now() {
        return Instant.now();
    }
}
