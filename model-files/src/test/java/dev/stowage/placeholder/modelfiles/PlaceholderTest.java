package dev.stowage.placeholder.modelfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.placeholder.tck.PlaceholderContract;
import org.junit.jupiter.api.Test;

final class PlaceholderTest extends PlaceholderContract {
    @Test
    void describesItself() {
        assertEquals("core JSON", Placeholder.describe());
    }
}
