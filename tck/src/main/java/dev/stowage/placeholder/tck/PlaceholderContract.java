package dev.stowage.placeholder.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.placeholder.core.Placeholder;
import org.junit.jupiter.api.Test;

/** Stands in until the kit has contracts. */
public abstract class PlaceholderContract {
    /** For the test class that extends this contract. */
    protected PlaceholderContract() {}

    /** The module that the kit was written for. */
    @Test
    public void findsCore() {
        assertEquals("core", Placeholder.module());
    }
}
