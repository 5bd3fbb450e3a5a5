package dev.stowage.persistence;

import java.util.Optional;

/** Keys that were given as a setting. */
record GivenKeys(KeyRing ring) implements Keys {
    @Override
    public Optional<KeyRing> find() {
        return Optional.of(ring);
    }

    @Override
    public KeyRing findOrCreate() {
        return ring;
    }
}
