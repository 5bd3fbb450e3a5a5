package dev.stowage.http;

import java.io.IOException;

/** The body comes so slowly that another connection is worth a try. */
final class TooSlowException extends IOException {
    private static final long serialVersionUID = 1;

    private final long bytesPerSecond;

    TooSlowException(long bytesPerSecond) {
        super("too slow");
        this.bytesPerSecond = bytesPerSecond;
    }

    long bytesPerSecond() {
        return bytesPerSecond;
    }
}
