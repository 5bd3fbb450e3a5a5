package dev.stowage.app.rig;

import java.util.function.Consumer;

/**
 * A way in which an origin misbehaves.
 *
 * @param name what it does
 * @param truth what can be asked of whoever believes it
 * @param script makes an origin do it
 */
record Lie(String name, Truth truth, Consumer<Scene> script) {
    /** What can be asked. */
    enum Truth {
        /** A passing fault: the right file arrives. */
        ARRIVES,
        /** The right file arrives where its hash is known. */
        ARRIVES_BY_HASH,
        /** The right file, or none and a reason. */
        NEVER_WRONG,
        /** The same, and only somebody who knows the hash can tell. */
        NEVER_WRONG_BY_HASH;

        /** Whether nobody can tell without a hash: the bytes are those of no file, and nothing around them says so. */
        boolean needsHash() {
            return this == NEVER_WRONG_BY_HASH || this == ARRIVES_BY_HASH;
        }
    }

    static Lie arrives(String name, Consumer<Scene> script) {
        return new Lie(name, Truth.ARRIVES, script);
    }

    static Lie neverWrong(String name, Consumer<Scene> script) {
        return new Lie(name, Truth.NEVER_WRONG, script);
    }

    /** Only by the hash. */
    Lie knownByHash() {
        return new Lie(name, truth == Truth.ARRIVES ? Truth.ARRIVES_BY_HASH : Truth.NEVER_WRONG_BY_HASH, script);
    }
}
