package dev.stowage.persistence;

import dev.stowage.spi.StowageException;
import java.util.Optional;

/** Where the keys come from. They are asked for each time, so that a new key counts at once. */
interface Keys {
    /** Empty when there are none yet. */
    Optional<KeyRing> find() throws StowageException;

    /** Makes the first one when there are none; one caller at a time. */
    KeyRing findOrCreate() throws StowageException;
}
