package dev.stowage.architecture.violation.api;

import dev.stowage.architecture.violation.internal.one.One;
import java.util.Optional;

/** Breaks: signatures mention only the contract. */
public final class ShowsInternal {
    private ShowsInternal() {}

    /** Its type is nobody else's business. */
    public static Optional<One> shown() {
        return Optional.empty();
    }
}
