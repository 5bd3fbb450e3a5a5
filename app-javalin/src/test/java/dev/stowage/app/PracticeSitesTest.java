package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.BaseFamily;
import dev.stowage.model.Codes;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.ModelType;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.hub.CivitaiFile;
import dev.stowage.tck.hub.CivitaiModel;
import dev.stowage.tck.hub.CivitaiVersion;
import dev.stowage.tck.hub.HuggingFaceRepo;
import dev.stowage.tck.hub.PracticeHub;
import dev.stowage.tck.hub.SamplePicture;
import dev.stowage.tck.hub.SampleWeights;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The sources and the HTTP stack together, against sites that answer as the real ones do. */
final class PracticeSitesTest {
    private static final String TOKEN = "practice-token";
    private static final Content WEIGHTS = SampleWeights.SDXL_LORA.safetensors(1, 400_000);
    private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final PracticeHub hub = PracticeHub.builder()
            .civitai(
                    CivitaiModel.of(1, "Paper Cranes", "LORA")
                            .creator("origami")
                            .description("<p>Folded</p>")
                            .tags("paper")
                            .versions(
                                    version(11).trainedWords("paper crane").picture(64, 64, 1),
                                    version(12).requiringLogin(),
                                    version(13).earlyAccess(FAR),
                                    version(14).notForDownload(),
                                    version(15).sharedWith("somebody")),
                    CivitaiModel.of(2, "Gone", "LORA").archived().versions(version(21)))
            .huggingFace(
                    repo("org/cranes").formerly("org/old-cranes"),
                    repo("org/gated").gatedExceptFor(TOKEN),
                    repo("org/others").gatedExceptFor("somebody"),
                    repo("org/secret").privateTo(TOKEN),
                    repo("org/cached").cached())
            .civitaiTokens(TOKEN, "somebody")
            .huggingFaceTokens(TOKEN, "somebody")
            .downloadsPerDay(3)
            .listingPage(1)
            .start();

    @AfterEach
    void close() {
        hub.close();
    }

    private static CivitaiVersion version(int id) {
        return CivitaiVersion.of(id, "v1.0", "SDXL 1.0")
                .files(CivitaiFile.of(id * 10, "cranes.safetensors", WEIGHTS).trait("fp", "fp16"));
    }

    private static HuggingFaceRepo repo(String id) {
        return HuggingFaceRepo.of(id)
                .card(
                        Map.of("license", "mit", "base_model", "stabilityai/stable-diffusion-xl-base-1.0"),
                        "# Cranes\n\n## Trigger words\n\n`paper crane`")
                .tags("lora")
                .file("images/one.png", SamplePicture.png(1, 32, 32))
                .file("cranes.safetensors", WEIGHTS);
    }

    @Test
    void aModelOfCivitaiIsDescribedAndItsBytesCome() throws StowageException {
        PracticeSites sites = sites(Optional.empty());
        Resolution.Found found = sites.civitai(hub.civitaiEndpoint() + "/models/1");
        assertEquals("Paper Cranes", found.model().name());
        assertEquals(ModelType.LORA, found.model().type());
        assertEquals(Optional.of(new BaseFamily("sdxl")), found.model().baseFamily());
        assertEquals(List.of("paper crane"), found.model().triggerWords());
        assertEquals(1, found.model().previews().size());
        assertVerifiable(found);
        assertArrayEquals(WEIGHTS.slice(100, 50).toByteArray(), sites.bytes(found, 100, 149));
    }

    @Test
    void aFileIsFoundByItsDigest() throws StowageException {
        Resolution.Found found = sites(Optional.empty()).civitai(WEIGHTS.sha256());
        assertEquals("Paper Cranes", found.model().name());
    }

    @Test
    void aRepositoryOfHuggingFaceIsDescribedAndItsBytesCome() throws StowageException {
        PracticeSites sites = sites(Optional.empty());
        Resolution.Found found = sites.huggingFace(hub.huggingFaceEndpoint() + "/org/cranes");
        assertEquals(ModelType.LORA, found.model().type());
        assertEquals(Optional.of(new BaseFamily("sdxl")), found.model().baseFamily());
        assertEquals(List.of("paper crane"), found.model().triggerWords());
        assertVerifiable(found);
        assertArrayEquals(WEIGHTS.slice(7, 3).toByteArray(), sites.bytes(found, 7, 9));
    }

    @Test
    void aRepositoryIsFoundByItsFormerNameAndByWayOfDetours() throws StowageException {
        PracticeSites sites = sites(Optional.empty());
        assertVerifiable(sites.huggingFace(hub.huggingFaceEndpoint() + "/org/old-cranes"));
        Resolution.Found cached = sites.huggingFace(hub.huggingFaceEndpoint() + "/org/cached");
        assertEquals(List.of("paper crane"), cached.model().triggerWords(), "its card was read");
    }

    @Test
    void aTokenIsShownAtTheSitesAndNeverAtTheStorage() throws StowageException {
        PracticeSites sites = sites(Optional.of(TOKEN));
        sites.bytes(sites.civitai(hub.civitaiEndpoint() + "/models/1?modelVersionId=12"), 0, 0);
        sites.bytes(sites.huggingFace(hub.huggingFaceEndpoint() + "/org/gated"), 0, 0);
        sites.bytes(sites.huggingFace(hub.huggingFaceEndpoint() + "/org/secret"), 0, 0);
        assertTrue(authorized(hub.civitai()) > 0, "the sites saw it");
        assertEquals(0, authorized(hub.storage()));
        assertTrue(hub.storage().requests().size() >= 3, "the storage was asked");
    }

    private static long authorized(ScriptedOrigin origin) {
        return origin.requests().stream()
                .filter((RecordedRequest request) -> request.hasHeader("Authorization"))
                .count();
    }

    @Test
    void whoHasToLogInIsToldSo() throws StowageException {
        PracticeSites sites = sites(Optional.empty());
        Resolution.Found found = sites.civitai(hub.civitaiEndpoint() + "/models/1?modelVersionId=12");
        assertRefused(Codes.LOGIN_NEEDED, Optional.of(Need.ADD_TOKEN), () -> sites.bytes(found, 0, 0));
    }

    @Test
    void earlyAccessIsWarnedOfAndNamesItsEnd() throws StowageException {
        PracticeSites sites = sites(Optional.of(TOKEN));
        Resolution.Found found = sites.civitai(hub.civitaiEndpoint() + "/models/1?modelVersionId=13");
        assertTrue(found.warnings().toString().contains("early access until 2099-01-01"), found.warnings()::toString);
        Problem problem =
                assertRefused(Codes.ACCESS_DENIED, Optional.of(Need.PURCHASE), () -> sites.bytes(found, 0, 0));
        assertTrue(problem.message().contains("until 2099-01-01"), problem.message());
    }

    @Test
    void whatNobodyMayHaveIsSaidBeforeADownloadIsTried() {
        assertRefused(
                Codes.GONE,
                Optional.empty(),
                () -> sites(Optional.empty()).civitai(hub.civitaiEndpoint() + "/models/2"));
        assertRefused(
                Codes.ACCESS_DENIED,
                Optional.empty(),
                () -> sites(Optional.empty()).civitai(hub.civitaiEndpoint() + "/model-versions/14"));
        assertTrue(hub.civitai().requests().stream()
                .noneMatch(request -> request.path().startsWith("/api/download/")));
    }

    @Test
    void whatIsSharedWithOthersIsRefused() throws StowageException {
        PracticeSites sites = sites(Optional.of(TOKEN));
        Resolution.Found found = sites.civitai(hub.civitaiEndpoint() + "/model-versions/15");
        assertRefused(Codes.ACCESS_DENIED, Optional.empty(), () -> sites.bytes(found, 0, 0));
    }

    @Test
    void theQuotaOfDownloadsIsWaitedFor() throws StowageException {
        PracticeSites sites = sites(Optional.of(TOKEN));
        Resolution.Found found = sites.civitai(hub.civitaiEndpoint() + "/models/1");
        for (int i = 0; i < 3; i++) {
            sites.bytes(found, 0, 0);
        }
        Problem problem = assertRefused(Codes.RATE_LIMITED, Optional.empty(), () -> sites.bytes(found, 0, 0));
        assertTrue(problem.retryable(), "it can go on later");
    }

    @Test
    void aGatedRepositoryAsksForATokenOrForItsTermsToBeAccepted() {
        assertRefused(
                Codes.LOGIN_NEEDED,
                Optional.of(Need.ADD_TOKEN),
                () -> sites(Optional.empty()).huggingFace(hub.huggingFaceEndpoint() + "/org/gated"));
        Problem problem = assertRefused(
                Codes.ACCESS_DENIED,
                Optional.of(Need.ACCEPT_LICENSE),
                () -> sites(Optional.of(TOKEN)).huggingFace(hub.huggingFaceEndpoint() + "/org/others"));
        assertTrue(problem.message().contains("/org/others"), problem.message());
    }

    @Test
    void whatIsPrivateOrMissingIsNotFoundOrNeedsAToken() {
        assertRefused(
                Codes.LOGIN_NEEDED,
                Optional.of(Need.ADD_TOKEN),
                () -> sites(Optional.empty()).huggingFace(hub.huggingFaceEndpoint() + "/org/secret"));
        assertRefused(
                Codes.NOT_FOUND,
                Optional.empty(),
                () -> sites(Optional.of(TOKEN)).huggingFace(hub.huggingFaceEndpoint() + "/org/missing"));
        assertRefused(
                Codes.NOT_FOUND,
                Optional.empty(),
                () -> sites(Optional.empty())
                        .huggingFace(hub.huggingFaceEndpoint() + "/org/cranes/resolve/none/cranes.safetensors"));
        assertRefused(
                Codes.LOGIN_NEEDED,
                Optional.of(Need.ADD_TOKEN),
                () -> sites(Optional.of("wrong")).huggingFace(hub.huggingFaceEndpoint() + "/org/cranes"));
    }

    private PracticeSites sites(Optional<String> token) throws StowageException {
        return new PracticeSites(hub, folder, token);
    }

    private static void assertVerifiable(Resolution.Found found) {
        RemoteFile file = PracticeSites.recommended(found);
        assertEquals(WEIGHTS.length(), file.sizeBytes().orElse(-1));
        assertEquals(WEIGHTS.sha256(), file.published().get(HashAlgorithm.SHA256));
    }

    private static Problem assertRefused(String code, Optional<Need> need, Executable attempt) {
        Problem problem = assertThrows(StowageException.class, attempt).problem();
        assertEquals(code, problem.code(), problem::message);
        assertEquals(need, problem.need(), problem::message);
        return problem;
    }
}
