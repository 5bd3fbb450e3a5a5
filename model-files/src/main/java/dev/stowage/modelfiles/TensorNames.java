package dev.stowage.modelfiles;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The names of a file's tensors, each of which may occur once; holds no more of them than any real model has. Not thread-safe. */
final class TensorNames {
    /** Twice what the largest known model has in one file. */
    static final int MOST = 200_000;

    private static final int MOST_CHARACTERS = 16 << 20;

    private final Set<String> names = new HashSet<>();
    private int characters;

    /**
     * Remembers one more.
     *
     * @throws BrokenException when it is there already
     * @throws OutOfReachException when there are too many to remember
     */
    void add(String name) throws IOException {
        characters += name.length();
        if (names.size() == MOST || characters > MOST_CHARACTERS) {
            throw new OutOfReachException("it has more tensors than are looked at");
        }
        if (!names.add(name)) {
            throw new BrokenException("two of its tensors have one name");
        }
    }
}
