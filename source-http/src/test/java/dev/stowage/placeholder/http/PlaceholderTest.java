package dev.stowage.placeholder.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.placeholder.tck.PlaceholderContract;
import java.io.IOException;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

final class PlaceholderTest extends PlaceholderContract {
    @Test
    void describesALocalServer() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            assertEquals(
                    "core " + server.getHostName() + " 2",
                    Placeholder.describe("http://" + server.getHostName() + ":" + server.getPort()));
        }
    }
}
