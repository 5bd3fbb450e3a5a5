package dev.stowage.placeholder.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class PlaceholderTest {
    @Test
    void namesItsModule() {
        assertEquals("core", Placeholder.module());
    }
}
