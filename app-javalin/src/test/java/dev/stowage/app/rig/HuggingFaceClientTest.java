package dev.stowage.app.rig;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stowage.tck.hub.HuggingFaceRepo;
import dev.stowage.tck.hub.PracticeHub;
import dev.stowage.tck.hub.SampleWeights;
import dev.stowage.tck.origin.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * HuggingFace's own client against the practice hub. What satisfies a client that others wrote for the real site is no image of our own
 * misunderstandings.
 */
@Tag(Rig.TAG)
final class HuggingFaceClientTest {
    private static final String TOKEN = "hf_member";
    private static final String STRANGER = "hf_stranger";
    private static final Content LARGE = SampleWeights.SDXL_LORA.safetensors(1, 3_000_000);
    private static final Content GATED = SampleWeights.SDXL_LORA.safetensors(2, 1_500_000);
    private static final Content SMALL = Content.of("{\"version\":2}\n");
    private static final Content OLD = Content.of("{\"version\":1}\n");

    @TempDir
    private static Path folder;

    private static final Map<String, JsonNode> SAID = new HashMap<>();

    /** The storage has another address, for this client tells servers apart by their hosts. */
    private static final PracticeHub HUB = PracticeHub.builder()
            .storageAddress("127.0.0.2")
            .listingPage(2)
            .huggingFace(
                    HuggingFaceRepo.of("org/cranes")
                            .card(Map.of("license", "mit"), "# Cranes")
                            .tags("lora")
                            .file("config.json", SMALL)
                            .file("cranes.safetensors", LARGE)
                            .file("images/one.txt", SMALL)
                            .fileAt("v1", "config.json", OLD),
                    HuggingFaceRepo.of("org/gated").gatedExceptFor(TOKEN).file("g.safetensors", GATED),
                    HuggingFaceRepo.of("org/secret").privateTo(TOKEN).file("config.json", SMALL))
            .huggingFaceTokens(TOKEN, STRANGER)
            .start();

    @BeforeAll
    static void ask() throws Exception {
        Programs.need("node");
        Programs.need("npm");
        for (String name : List.of("package.json", "package-lock.json", "client.mjs")) {
            try (InputStream resource = requireNonNull(
                    HuggingFaceClientTest.class.getResourceAsStream("huggingface-client/" + name), name)) {
                Files.copy(resource, folder.resolve(name));
            }
        }
        run("npm", "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund");
        for (String line : run("node", "client.mjs", HUB.huggingFaceEndpoint().toString(), TOKEN, STRANGER)
                .lines()
                .toList()) {
            JsonNode said = new ObjectMapper().readTree(line);
            SAID.put(said.get("name").textValue(), said.get("result"));
        }
    }

    @AfterAll
    static void close() {
        HUB.close();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        try (Child child = Child.start(folder, List.of(command), Map.of())) {
            Child.Finished finished = child.await();
            assertEquals(0, finished.exitCode(), finished::toString);
            return finished.out();
        }
    }

    @Test
    void listsAllPagesOfAFolder() {
        List<String> paths = new ArrayList<>();
        said("list").forEach(entry -> paths.add(entry.get("path").textValue()));
        assertEquals(List.of("README.md", "config.json", "cranes.safetensors", "images", "images/one.txt"), paths);
        assertEquals(LARGE.sha256(), said("list").get(2).get("lfs").textValue());
        assertEquals("directory", said("list").get(3).get("type").textValue());
        assertTrue(said("list").get(0).get("commit").textValue().matches("[0-9a-f]{40}"));
    }

    @Test
    void readsTheDescription() {
        assertEquals("org/cranes", said("model").get("name").textValue(), said("model")::toString);
        assertEquals("mit", said("model").get("cardData").get("license").textValue());
    }

    @Test
    void downloadsLargeFilesWholeAndInParts() {
        assertBytes(LARGE, "large");
        assertBytes(LARGE, "largeWithToken");
        assertBytes(LARGE.slice(1000, 1000), "slice");
        assertEquals(LARGE.length(), said("largeInfo").get("size").longValue());
        assertBytes(GATED, "gated");
    }

    @Test
    void downloadsSmallFilesAndFilesOfARevision() {
        assertBytes(SMALL, "small");
        assertBytes(OLD, "revision");
        assertEquals(SMALL.length(), said("smallInfo").get("size").longValue());
        assertTrue(said("exists").booleanValue());
        assertEquals("[\"config.json\",\"images\"]", said("paths").toString());
    }

    @Test
    void readsThePointerOfALargeFile() {
        assertTrue(said("raw").get("size").intValue() < 200, said("raw")::toString);
    }

    @Test
    void knowsWhoIsAsking() {
        assertEquals("practice", said("who").textValue());
    }

    @Test
    void takesWhatIsMissingForMissing() {
        assertTrue(said("missingFile").isNull(), said("missingFile")::toString);
        assertRefused(404, "missingRevision");
        assertRefused(404, "missingRepo");
    }

    @Test
    void takesWhatIsClosedForClosed() {
        assertRefused(401, "gatedWithoutToken");
        assertRefused(403, "gatedForStranger");
        assertRefused(401, "privateWithoutToken");
        assertRefused(401, "wrongToken");
    }

    @Test
    void theStorageNeverSeesAToken() {
        assertFalse(HUB.storage().requests().isEmpty());
        assertTrue(HUB.storage().requests().stream().noneMatch(request -> request.hasHeader("Authorization")));
    }

    private static JsonNode said(String name) {
        return requireNonNull(SAID.get(name), name);
    }

    private static void assertBytes(Content expected, String name) {
        assertEquals(expected.sha256(), said(name).path("sha256").asText(), said(name)::toString);
        assertEquals(expected.length(), said(name).get("size").longValue());
    }

    /** With the class that the client has for refusals of the site, and not with any other. */
    private static void assertRefused(int status, String name) {
        assertTrue(said(name).path("own").booleanValue(), said(name)::toString);
        assertEquals(status, said(name).get("status").intValue());
    }
}
