package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.hub.CivitaiFile;
import dev.stowage.tck.hub.CivitaiModel;
import dev.stowage.tck.hub.CivitaiVersion;
import dev.stowage.tck.hub.HuggingFaceRepo;
import dev.stowage.tck.hub.PracticeHub;
import dev.stowage.tck.hub.SamplePicture;
import dev.stowage.tck.hub.SampleWeights;
import dev.stowage.tck.origin.RecordedRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locked models of both sites of the practice hub, which share an origin and answer as the real ones do. */
final class HubTokensTest {
    private static final String REPOSITORY = "org/locked";

    @TempDir
    private Path folder;

    private final PracticeHub hub = PracticeHub.builder()
            .civitai(CivitaiModel.of(1, "Locked", "LORA")
                    .versions(CivitaiVersion.of(11, "v1", "SDXL 1.0")
                            .requiringLogin()
                            .picture(512, 512, 1)
                            .files(CivitaiFile.of(
                                    111, TokenSites.CIVITAI_FILE, SampleWeights.SDXL_LORA.safetensors(1, 1 << 20)))))
            .huggingFace(HuggingFaceRepo.of(REPOSITORY)
                    .card(
                            Map.of("widget", List.of(Map.of("text", "x", "output", Map.of("url", "images/x.png")))),
                            "# Locked")
                    .tags("lora")
                    .gatedExceptFor(TokenSites.HF_TOKEN)
                    .file("images/x.png", SamplePicture.png(2, 64, 64))
                    .file(TokenSites.HF_FILE, SampleWeights.SDXL_LORA.safetensors(3, 1 << 20)))
            .civitaiTokens(TokenSites.CIVITAI_TOKEN)
            .huggingFaceTokens(TokenSites.HF_TOKEN)
            .start();

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void openToTheTokenOfTheirOwnSource() throws Exception {
        Run run = run().with("CIVITAI_TOKEN", TokenSites.CIVITAI_TOKEN).with("HF_TOKEN", TokenSites.HF_TOKEN);
        assertEquals(0, get(run), run::err);
        assertEquals(2, run.out().lines().count());
        Canaries.assertNoneIn("the storage", hub.storage().requests().toString());
        Canaries.assertNoneBelow(folder, folder);
        for (RecordedRequest request : hub.civitai().requests()) {
            boolean ofHub =
                    request.path().startsWith("/api/models/") || request.path().startsWith("/" + REPOSITORY);
            String own = ofHub ? TokenSites.HF_TOKEN : TokenSites.CIVITAI_TOKEN;
            assertEquals(Optional.of("Bearer " + own), request.header("Authorization"), request.path());
        }
    }

    @Test
    void stayClosedWithoutOneAndOpenWithThePastedOne() throws Exception {
        Run closed = run();
        assertEquals(4, get(closed), closed::err);
        assertTrue(closed.err().contains("stowage tokens set civitai"), closed.err());
        assertTrue(closed.err().contains("stowage tokens set huggingface"), closed.err());
        Run pasted = run();
        String link = hub.civitaiEndpoint() + "/api/download/models/11?token=" + TokenSites.CIVITAI_TOKEN;
        assertEquals(0, pasted.stowage("get", "-q", link), pasted::err);
        assertFalse(pasted.err().contains("anary"), pasted.err());
        Canaries.assertNoneBelow(folder, folder);
        Canaries.assertNoneIn("the storage", hub.storage().requests().toString());
    }

    private int get(Run run) {
        return run.stowage(
                "get", "-q", hub.civitaiEndpoint() + "/models/1", hub.huggingFaceEndpoint() + "/" + REPOSITORY);
    }

    private Run run() {
        return new Run(folder)
                .with("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8")
                .with("CIVITAI_ENDPOINT", hub.civitaiEndpoint().toString())
                .with("HF_ENDPOINT", hub.huggingFaceEndpoint().toString());
    }
}
