package dev.stowage.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Causes for logs that say what failed and where in the program, in nobody's words: messages of HTTP and TLS libraries repeat what the other
 * side sent, up to whole headers.
 */
final class Wordless {
    private static final int MOST_CAUSES = 8;

    private Wordless() {}

    static IOException of(Throwable failure) {
        return copy(failure, MOST_CAUSES);
    }

    private static IOException copy(Throwable failure, int causes) {
        IOException copy = new IOException(failure.getClass().getName());
        copy.setStackTrace(failure.getStackTrace());
        @Nullable Throwable cause = failure.getCause();
        if (cause != null && causes > 0) {
            copy.initCause(copy(cause, causes - 1));
        }
        return copy;
    }
}
