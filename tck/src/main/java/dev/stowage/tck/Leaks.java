package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Seeks a secret in everything a failure says. */
final class Leaks {
    private Leaks() {}

    static void assertNone(StowageException failure, String secret) {
        Problem problem = failure.problem();
        for (String text : List.of(problem.what(), problem.why(), problem.advice(), problem.message())) {
            assertFalse(text.contains(secret), () -> "a secret is in the problem " + problem.code());
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            Class<?> kind = cause.getClass();
            assertFalse(text.contains(secret), () -> "a secret is in the message of a " + kind.getName());
        }
    }
}
