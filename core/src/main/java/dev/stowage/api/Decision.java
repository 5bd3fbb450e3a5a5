package dev.stowage.api;

import dev.stowage.model.OnDuplicate;
import java.util.List;

/**
 * An answer to an open question.
 *
 * @param files names or ids of the files that are meant; empty to leave that as it is
 * @param onDuplicate what to do about the duplicate; {@link OnDuplicate#ASK} to leave that open
 * @since 0.1
 */
public record Decision(List<String> files, OnDuplicate onDuplicate) {
    public Decision {
        files = List.copyOf(files);
    }

    /** These files are meant. */
    public static Decision files(List<String> files) {
        return new Decision(files, OnDuplicate.ASK);
    }

    /** This is to be done about the duplicate. */
    public static Decision duplicate(OnDuplicate answer) {
        return new Decision(List.of(), answer);
    }
}
