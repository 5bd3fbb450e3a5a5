package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.hub.DemoModels;
import dev.stowage.tck.hub.PracticeHub;
import dev.stowage.tck.hub.Sample;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program against the sites of the demonstration. */
final class GetFromSitesTest {
    @TempDir
    private Path folder;

    private final DemoModels models = DemoModels.ofSize(2_000_000);
    private final PracticeHub hub = models.addTo(PracticeHub.builder()).start();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void whatIsFreeComesVerifiedIntoTheFolderOfItsType() throws IOException {
        List<Sample> samples = models.samples(hub);
        Map<String, String> folders = Map.of("civitai", "loras", "huggingface", "loras", "http", "vae");
        for (Sample sample : samples.subList(0, 3)) {
            Run run = run();
            assertEquals(0, run.stowage("get", sample.reference()), run::err);
            Path placed = Path.of(run.out().strip());
            assertEquals(folder.resolve("models").resolve(folders.get(sample.source())), placed.getParent());
            assertTrue(Files.size(placed) >= 1_000_000, run.out());
            boolean published = !sample.source().equals("http");
            assertEquals(published, run.err().contains(", verified"), run.err());
        }
        assertTrue(hub.storage().requests().stream().noneMatch(request -> request.hasHeader("Authorization")));
    }

    @Test
    void aSiteIsAskedOnceForAFileThatTakesSeveralRequests() {
        for (Sample sample : models.samples(hub).subList(0, 2)) {
            Run run = run();
            assertEquals(0, run.stowage("get", "-q", sample.reference()), run::err);
        }
        assertEquals(1, asked(hub.civitai(), "/api/download/.+"));
        assertEquals(1, asked(hub.huggingFace(), ".+/resolve/.+\\.safetensors"));
        assertTrue(hub.storage().requests().size() > 3, "each file came in pieces");
    }

    private static long asked(ScriptedOrigin site, String path) {
        return site.requests().stream()
                .filter((RecordedRequest request) -> request.path().matches(path))
                .count();
    }

    @Test
    void whatIsLockedSaysWhatOpensIt() {
        assertLocked("/models/4102", "requires your own token");
        assertLocked("/models/4103", "early access");
        assertLocked("/practice/vault-lora", "accepted its terms");
    }

    @Test
    void aTokenThatIsRefusedIsToldWithWhoRefusesIt() {
        Map<String, String> refused = Map.of(
                "/models/4102", "CivitAI does not accept your token",
                "/practice/vault-lora", "HuggingFace at 127.0.0.1 does not accept your token");
        refused.forEach((path, why) -> {
            Run run = run().with("CIVITAI_API_TOKEN", "wrong-token-0001").with("HF_TOKEN", "hf_wrongToken0002");
            assertEquals(4, run.stowage("get", "-q", hub.civitaiEndpoint() + path), run::err);
            assertTrue(run.err().contains(why), run.err());
        });
    }

    @Test
    void aTokenOpensWhatIsLockedAndStaysAtTheSites() {
        for (String path : List.of("/models/4102", "/practice/vault-lora")) {
            Run run = run().with("CIVITAI_API_TOKEN", DemoModels.TOKEN).with("HF_TOKEN", DemoModels.TOKEN);
            assertEquals(0, run.stowage("get", hub.civitaiEndpoint() + path), run::err);
            assertTrue(run.err().contains(", verified"), run.err());
        }
        assertTrue(hub.civitai().requests().stream().anyMatch(request -> request.hasHeader("Authorization")));
        assertTrue(hub.storage().requests().stream().noneMatch(request -> request.hasHeader("Authorization")));
    }

    private void assertLocked(String path, String why) {
        Run run = run();
        assertEquals(4, run.stowage("get", "-q", hub.civitaiEndpoint() + path), run::err);
        assertTrue(run.err().contains(why), run.err());
    }

    private Run run() {
        return new Run(folder)
                .with("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8")
                .with("CIVITAI_ENDPOINT", hub.civitaiEndpoint().toString())
                .with("HF_ENDPOINT", hub.huggingFaceEndpoint().toString());
    }
}
