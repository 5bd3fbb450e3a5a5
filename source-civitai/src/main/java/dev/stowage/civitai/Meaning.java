package dev.stowage.civitai;

import java.util.Locale;
import java.util.OptionalInt;

/** What a pasted text names at CivitAI. */
sealed interface Meaning {
    /** A model, and maybe one version of it; without, the one that its page opens with. */
    record Model(int id, OptionalInt version, Selection file) implements Meaning {}

    /** A version, whatever its model is. */
    record Version(int id, Selection file) implements Meaning {}

    /** The file that has this digest, full or shortened. */
    record Digest(String hex) implements Meaning {
        /** In upper case, as the site writes it. */
        static Digest of(String hex) {
            return new Digest(hex.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Something of CivitAI that is no model.
     *
     * @param why as it follows "Could not …:"
     * @param advice what to paste instead
     */
    record NoModel(String why, String advice) implements Meaning {}
}
