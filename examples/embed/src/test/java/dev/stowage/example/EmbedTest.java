package dev.stowage.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.stowage.model.Download;
import dev.stowage.model.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbedTest {
    @TempDir
    private Path models;

    @Test
    void getsAFileIntoItsPlaceAndIntoOurRegistry() throws Exception {
        byte[] file = safetensors();
        HttpServer server = serving(file);
        OurRegistry registry = new OurRegistry();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/style.safetensors";
            Download done = Embed.get(
                    Embed.wiring(models, registry).setting("okhttp", "allowed-addresses", "127.0.0.0/8"), url);
            assertEquals(Status.COMPLETED, done.status(), () -> done.messages().toString());
            Path placed = models.resolve("loras").resolve("style.safetensors");
            assertEquals(placed, done.filePath().orElseThrow());
            assertArrayEquals(file, Files.readAllBytes(placed));
            assertTrue(registry.find(done.assetId().orElseThrow()).isPresent());
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer serving(byte[] file) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/style.safetensors", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, file.length);
                exchange.getResponseBody().write(file);
            }
        });
        server.start();
        return server;
    }

    /** A whole file with one tensor of four bytes. */
    private static byte[] safetensors() {
        byte[] header =
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(Long.BYTES + header.length + Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .putFloat(1)
                .array();
    }
}
