package dev.stowage.modelfiles;

import java.io.IOException;

/** The file may well be right, but more cannot be told: its bytes are not at hand, or it is beyond what is read here. */
final class OutOfReachException extends IOException {
    OutOfReachException(String why) {
        super(why);
    }
}
