package dev.stowage.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Change;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeProviderContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another process was told is stored is stored, whenever it is killed, and however many write to one file. */
final class CrashTest {
    private static final List<String> IDS = List.of("d1", "d2", "d3");
    private static final int ROUNDS = 4;

    @TempDir
    private Path folder;

    @Test
    void keepsEverySaveThatWasAcknowledgedBeforeTheKill() throws Exception {
        create(IDS);
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Long> acknowledged = new HashMap<>();
            Process process = start(IDS);
            try (BufferedReader said = lines(process)) {
                for (int i = 5 + random.nextInt(200); i > 0; i--) {
                    note(said.readLine(), acknowledged);
                }
                process.toHandle().destroyForcibly();
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    note(line, acknowledged);
                }
            }
            process.waitFor();
            assertStored(acknowledged);
        }
    }

    @Test
    void twoProcessesNeverStoreTheSameVersionTwice() throws Exception {
        create(List.of("d1"));
        List<String> won = new ArrayList<>();
        Process one = start(List.of("d1", "d1"));
        Process two = start(List.of("d1", "d1"));
        try (BufferedReader first = lines(one);
                BufferedReader second = lines(two)) {
            for (int i = 0; i < 40; i++) {
                won.add(first.readLine());
                won.add(second.readLine());
            }
            one.toHandle().destroyForcibly();
            two.toHandle().destroyForcibly();
            first.lines().forEach(won::add);
            second.lines().forEach(won::add);
        }
        assertEquals(won.size(), won.stream().distinct().count(), "a version was won twice");
        assertFalse(won.stream().anyMatch(line -> line.startsWith("FAILED")), won::toString);
    }

    private void assertStored(Map<String, Long> acknowledged) throws StowageException {
        try (Storage storage = open()) {
            for (Map.Entry<String, Long> entry : acknowledged.entrySet()) {
                DownloadId id = new DownloadId(entry.getKey());
                Download stored = storage.downloads().find(id).orElseThrow();
                assertTrue(stored.version() >= entry.getValue(), id + " lost " + entry.getValue());
                assertEquals(stored.version(), Math.max(1, stored.receivedBytes()), "half of a save");
                List<Change> history = storage.downloads().history(id);
                assertEquals(stored.version(), history.size(), "the audit of " + id + " is not complete");
            }
        }
    }

    /** A last line without its end was cut by the kill. */
    private static void note(String line, Map<String, Long> acknowledged) {
        String[] words = line.split(" ", -1);
        assertTrue(IDS.contains(words[0]), line);
        acknowledged.merge(
                words[0], words.length == 2 && !words[1].isEmpty() ? Long.parseLong(words[1]) : 0, Math::max);
    }

    private void create(List<String> ids) throws StowageException {
        try (Storage storage = open()) {
            for (String id : ids) {
                storage.downloads().create(Samples.plain(id));
            }
        }
    }

    private Storage open() throws StowageException {
        SqlStorageProvider provider = new SqlStorageProvider();
        return provider.create(new FakeProviderContext(provider, folder));
    }

    private Process start(List<String> ids) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SavingProcess.class.getName(),
                folder.toString()));
        command.addAll(ids);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
