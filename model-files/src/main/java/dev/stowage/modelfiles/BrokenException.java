package dev.stowage.modelfiles;

import java.io.IOException;

/** The bytes contradict themselves or their container; the message completes "x is a broken y file: …". */
final class BrokenException extends IOException {
    BrokenException(String why) {
        super(why);
    }

    BrokenException(String why, Throwable cause) {
        super(why, cause);
    }
}
