package dev.stowage.example.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class PlaceholderTest {
    @Test
    void embedsCore() {
        assertEquals("embeds core", Placeholder.describe());
    }
}
