package dev.stowage.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceResolverTest {
    private static final String GATED = "\"gated\":\"manual\"";

    private final Site site = new Site();

    @Test
    void locatesBytesAtThePinnedCommit() throws StowageException {
        site.json("/api/models/org/name/revision/main?blobs=true", Site.described("", "sub/a b.safetensors"));
        RemoteFile file = site.found(Site.HUB + "/org/name/raw/main/sub/a%20b.safetensors")
                .files()
                .get(0);
        assertEquals(
                "models/org/name@" + Site.COMMIT + "/sub/a b.safetensors",
                file.key().id());
        assertEquals(
                Site.HUB + "/org/name/resolve/" + Site.COMMIT + "/sub/a%20b.safetensors",
                site.resolver.locate(file.key(), FakeCall.local()).address().toString());
    }

    @Test
    void asksOnceForARepositoryWithoutACard() throws StowageException {
        site.repo(Site.described("", "a.safetensors")).found("org/name");
        assertEquals(List.of("/api/models/org/name?blobs=true"), site.asked());
    }

    @Test
    void givesTheFileOfALinkAlone() throws StowageException {
        site.json("/api/models/org/name/revision/v1?blobs=true", Site.described("", "a.safetensors", "b.safetensors"));
        Resolution.Found found = site.found(Site.HUB + "/org/name/blob/v1/b.safetensors");
        assertEquals(List.of("b.safetensors"), Site.recommended(found));
        assertEquals(1, found.files().size());
        assertEquals("b", found.model().name());
    }

    @Test
    void givesTheOtherPartsBesideThePartOfALink() throws StowageException {
        site.json(
                "/api/models/org/name/revision/main?blobs=true",
                Site.described("", "m-00001-of-00002.safetensors", "m-00002-of-00002.safetensors", "c.safetensors"));
        Resolution.Found found = site.found(Site.HUB + "/org/name/resolve/main/m-00002-of-00002.safetensors");
        assertEquals(List.of("m-00002-of-00002.safetensors"), Site.recommended(found));
        assertEquals(2, found.files().size());
        assertEquals(List.of("This is part 2 of 2; the model needs all of them."), found.warnings());
    }

    @Test
    void givesWhatLiesInAFolder() throws StowageException {
        site.json(
                "/api/models/org/name/revision/main?blobs=true",
                Site.described("", "a.safetensors", "sub/b.safetensors", "sub/deep/c.json", "subtle/d.safetensors"));
        Resolution.Found found = site.found(Site.HUB + "/org/name/tree/main/sub");
        assertEquals(
                List.of("b.safetensors", "c.json"),
                found.files().stream().map(RemoteFile::name).toList());
        assertEquals(List.of("b.safetensors"), Site.recommended(found));
    }

    @Test
    void givesTheQuantisationThatIsAskedFor() throws StowageException {
        site.repo(Site.described("", "m-Q4_K_M.gguf", "m-Q8_0.gguf", "README.txt"));
        Resolution.Found found = site.found("hf.co/org/name:q8_0");
        assertEquals(List.of("m-Q8_0.gguf"), Site.recommended(found));
        assertEquals(Optional.of("Q8_0"), found.files().get(0).precision());
        assertEquals(
                "there is no GGUF file of the quantisation \"Q5_0\" in it",
                site.refusal("hf.co/org/name:Q5_0").why());
    }

    @Test
    void putsWeightsFirstAndTellsEqualNamesApart() throws StowageException {
        site.repo(Site.described("", "README.txt", "a/model.safetensors", "b/model.safetensors", ".gitattributes"));
        assertEquals(
                List.of("a_model.safetensors", "b_model.safetensors", "README.txt"),
                site.found("org/name").files().stream().map(RemoteFile::name).toList());
    }

    @Test
    void asksForAChoiceWhereNoFileIsClearlyMeant() throws StowageException {
        site.repo(Site.described("", "a.safetensors", "b.safetensors"));
        assertEquals(List.of(), Site.recommended(site.found("org/name")));
        assertEquals("name", site.found("org/name").model().name());
    }

    @ParameterizedTest
    @CsvSource({"401, ADD_TOKEN, login_needed", "403, ACCEPT_LICENSE, access_denied"})
    void tellsBeforeTheDownloadThatTermsAreToBeAccepted(int status, Need need, String code) {
        site.repo(Site.described(GATED, "a.safetensors"))
                .refuses(
                        "/org/name/resolve/" + Site.COMMIT + "/a.safetensors",
                        status,
                        Map.of("X-Error-Code", "GatedRepo"));
        Problem problem = site.refusal("org/name");
        assertEquals(Optional.of(need), problem.need());
        assertEquals(code, problem.code());
        assertEquals(Problem.Kind.AUTHENTICATION, problem.kind());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 206, 404, 429, 500})
    void goesOnWhereAGatedFileIsGiven(int status) throws StowageException {
        site.repo(Site.described(GATED, "a.safetensors"))
                .refuses("/org/name/resolve/" + Site.COMMIT + "/a.safetensors", status, Map.of());
        assertEquals(1, site.found("org/name").files().size());
        HttpQuery probe = site.web.requests().get(1);
        assertEquals(Map.of("Range", "bytes=0-0"), probe.headers());
    }

    @Test
    void saysThatARepositoryIsDisabled() {
        site.repo(Site.described("\"disabled\":true", "a.safetensors"));
        assertEquals(Codes.GONE, site.refusal("org/name").code());
    }

    @Test
    void saysWhichRevisionOrFileThereIsNot() {
        site.refuses("/api/models/org/name/revision/v9?blobs=true", 404, Map.of("X-Error-Code", "RevisionNotFound"))
                .json("/api/models/org/name/revision/main?blobs=true", Site.described("", "a.safetensors"));
        assertEquals(
                "there is no revision \"v9\" in it",
                site.refusal("hf://org/name@v9").why());
        assertEquals(
                "there is no file or folder \"b/c.bin\" in it",
                site.refusal(Site.HUB + "/org/name/blob/main/b/c.bin").why());
    }

    @Test
    void explainsAPageThatHoldsNoFile() {
        Problem problem = site.refusal(Site.HUB + "/org/name/discussions/3");
        assertEquals(Codes.BAD_REFERENCE, problem.code());
        assertEquals(
                "Could not find /org/name/discussions/3 on HuggingFace: \"discussions\" pages hold no file; links to files and"
                        + " folders are supported. Paste the link to a repository, folder or file, or its id as"
                        + " owner/name.",
                problem.message());
    }

    @Test
    void findsTheBaseModelBehindABaseModel() throws StowageException {
        site.repo(Site.described("\"cardData\":{\"base_model\":[\"someone/merge\"]}", "lora.safetensors"))
                .json(
                        "/api/models/someone/merge",
                        "{\"id\":\"someone/merge\",\"tags\":["
                                + "\"base_model:finetune:OnomaAIResearch/Illustrious-XL-v1.0\"]}");
        Resolution.Found found = site.found("org/name");
        assertEquals(Optional.of(new BaseModel("Illustrious")), found.model().baseModel());
        assertEquals(Optional.of(new BaseFamily("sdxl")), found.model().baseFamily());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 429, 500})
    void keepsTheNameOfABaseModelOfWhichNothingIsKnown(int status) throws StowageException {
        site.repo(Site.described("\"cardData\":{\"base_model\":\"someone/merge\"}", "lora.safetensors"))
                .refuses("/api/models/someone/merge", status, Map.of());
        Resolution.Found found = site.found("org/name");
        assertEquals(Optional.of(new BaseModel("someone/merge")), found.model().baseModel());
        assertEquals(Optional.empty(), found.model().baseFamily());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 500})
    void goesOnWithoutADescriptionThatIsNotGiven(int status) throws StowageException {
        site.repo(Site.described("", "a.safetensors", "README.md"))
                .refuses("/org/name/resolve/" + Site.COMMIT + "/README.md", status, Map.of());
        Resolution.Found found = site.found("org/name");
        assertEquals(Optional.empty(), found.model().description());
        assertEquals(List.of("Its description could not be read."), found.warnings());
    }

    @Test
    void goesOnWithoutADescriptionThatIsTooLong() throws StowageException {
        site.repo(Site.described("", "a.safetensors", "README.md"))
                .page("/org/name/resolve/" + Site.COMMIT + "/README.md", "x".repeat(2 << 20), Map.of());
        assertTrue(site.found("org/name").model().description().isEmpty());
    }
}
