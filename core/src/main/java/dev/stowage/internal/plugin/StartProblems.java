package dev.stowage.internal.plugin;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with the wiring, to tell it at once. */
public final class StartProblems {
    private final List<String> reasons = new ArrayList<>();

    /** Notes one reason, a sentence without its full stop. */
    public void add(String reason) {
        reasons.add(reason);
    }

    /** Passes when nothing was noted. */
    public void check() throws StowageException {
        if (!reasons.isEmpty()) {
            throw new StowageException(Problem.of(
                    Problem.Kind.USAGE,
                    Codes.BAD_CONFIG,
                    "start",
                    String.join("; ", reasons),
                    "Correct the configuration and start again."));
        }
    }
}
