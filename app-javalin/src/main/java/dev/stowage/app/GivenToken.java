package dev.stowage.app;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.spi.StowageException;

/**
 * A token for a source that was given for this run.
 *
 * @param source the id of the source
 * @param secret the token
 * @param from the option, the variable or the file that gave it
 */
record GivenToken(String source, Secret secret, String from) {
    /** @throws StowageException with {@code bad_config}, naming where it stands and not what, when it has control characters inside */
    static GivenToken of(String source, String text, String from) throws StowageException {
        try {
            return new GivenToken(source, Secret.of(text.strip()), from);
        } catch (IllegalArgumentException e) {
            throw new StowageException(Problem.of(
                    Problem.Kind.USAGE,
                    Codes.BAD_CONFIG,
                    "use the token from " + from,
                    "it is not a single line",
                    "Put the token alone there, with nothing around it."));
        }
    }
}
