package dev.stowage.spi;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;

/**
 * The call is not wanted any more, by a person's command or because its deadline has passed. Nothing is wrong; what was done so far stays.
 *
 * @since 0.1
 */
public final class CancelledException extends StowageException {
    private static final long serialVersionUID = 1;

    public CancelledException() {
        super(Problem.of(Problem.Kind.CANCELLED, Codes.CANCELLED, "go on", "it was stopped", ""));
    }
}
