package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long a long queue takes to be listed, beside a request that asks for nothing. */
@Tag(Rig.TAG)
@Timeout(300)
final class LongListTest {
    private static final int DOWNLOADS = 1000;
    private static final int TIMES = 21;

    @TempDir
    private Path folder;

    @Test
    void aThousandDownloadsAreListed() throws Exception {
        try (Serve server = Serve.in(Installation.in(folder))) {
            long began = System.nanoTime();
            for (int i = 0; i < DOWNLOADS; i++) {
                server.submit("long" + i);
            }
            double each = Duration.ofNanos(System.nanoTime() - began).toMillis() / (double) DOWNLOADS;
            assertEquals(DOWNLOADS, all(server).size());
            Rig.report(
                    DOWNLOADS + " downloads",
                    List.of(
                            String.format(Locale.ROOT, "submitted one after another: %.1f ms each", each),
                            line("nothing: /healthz", () -> server.get("/healthz")),
                            line("a page of 50", () -> server.get("/downloads?limit=50")),
                            line("a page of 500", () -> server.get("/downloads?limit=500")),
                            line("found by name", () -> server.get("/downloads?q=long77")),
                            line("all, in pages of 200", () -> all(server))));
        }
    }

    private static Set<String> all(Serve server) throws Exception {
        Set<String> ids = new HashSet<>();
        for (String next = ""; next != null; ) {
            JsonNode page = server.get("/downloads?limit=200" + next);
            page.path("items").forEach(item -> ids.add(item.path("id").asText()));
            next = page.path("nextCursor").isTextual()
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : null;
        }
        return ids;
    }

    private static String line(String what, Asking asking) throws Exception {
        long[] nanos = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            asking.ask();
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return String.format(
                Locale.ROOT, "%s: median %.1f ms, worst %.1f ms", what, nanos[TIMES / 2] / 1e6, nanos[TIMES - 1] / 1e6);
    }

    private interface Asking {
        Object ask() throws Exception;
    }
}
