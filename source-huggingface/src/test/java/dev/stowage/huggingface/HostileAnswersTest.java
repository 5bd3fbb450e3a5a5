package dev.stowage.huggingface;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no proper server would give. */
class HostileAnswersTest {
    private final Site site = new Site();

    @TestFactory
    Stream<DynamicTest> triesAgainWhenADescriptionCannotBeRead() {
        Map<String, String> unreadable = Map.of(
                "cut", "{\"id\":\"org/name\",\"sib",
                "empty", "",
                "null", "null",
                "a list", "[]",
                "a page", "<!DOCTYPE html><title>Log in</title>",
                "nested too deeply", "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                "an endless text", "{\"a\":\"" + "x".repeat(20 << 20) + "\"}",
                "an endless number", "{\"a\":" + "9".repeat(1_000_000) + "}",
                "a number out of range", "{\"a\":1e999999999,\"b\":NaN}");
        return unreadable.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> assertUnreadable(entry.getValue())));
    }

    @Test
    void refusesTextThatIsNoUtf8() {
        site.web.reply(
                Site.HUB + "/api/models/org/name?blobs=true",
                200,
                Map.of(),
                "{\"id\":\"org/n\u00E4me\"}".getBytes(ISO_8859_1));
        assertEquals(Codes.BAD_METADATA, site.refusal("org/name").code());
    }

    @Test
    void readsOverAByteOrderMark() throws StowageException {
        site.web.reply(
                Site.HUB + "/api/models/org/name?blobs=true",
                200,
                Map.of(),
                ("\uFEFF" + Site.described("", "a.bin")).getBytes(UTF_8));
        assertEquals(1, site.found("org/name").files().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9223372036854775808", "\"1000\"", "1.5", "null", "true", "{}"})
    void takesASizeThatCannotBeMeantAsUnknown(String size) throws StowageException {
        site.repo(withFile("\"rfilename\":\"a.json\",\"blobId\":\"" + Site.BLOB + "\",\"size\":" + size));
        assertEquals(OptionalLong.empty(), only().sizeBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "2E58E3704B4C0831BF848E0507C9B5FF2CD8D007B8D0719DBA3874156F631050",
        "sha256:2e58e3704b4c0831bf848e0507c9b5ff2cd8d007b8d0719dba3874156f631050",
        "' 2e58e3704b4c0831bf848e0507c9b5ff2cd8d007b8d0719dba3874156f631050 '",
        "LljjcEtMCDG/hI4FB8m1/yzY0Ae40HGdujh0FW9jEFA=",
    })
    void readsAFingerprintAsPeopleWriteIt(String written) throws StowageException {
        site.repo(withFile("\"rfilename\":\"a.bin\",\"size\":1,\"lfs\":{\"sha256\":\"" + written + "\"}"));
        assertEquals(Map.of(HashAlgorithm.SHA256, Site.SHA), only().published());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"lfs\":{\"sha256\":\"e869ac7d69\"}",
                "\"lfs\":{\"sha256\":null}",
                "\"lfs\":{},\"blobId\":\"a6344aac8c09253b3b630fb776ae94478aa0275b\"",
                "\"xetHash\":\"2d8408d3a894d02517d04956e2f7546ff08362594072f3527ce144b5212a3296\","
                        + "\"oid\":\"a6344aac8c09253b3b630fb776ae94478aa0275b\"",
                "\"blobId\":\"a6344aac\"",
                "\"blobId\":7",
            })
    void takesNoOtherFingerprintForOneOfTheBytes(String published) throws StowageException {
        site.repo(withFile("\"rfilename\":\"a.bin\",\"size\":1," + published));
        assertEquals(Map.of(), only().published());
    }

    @Test
    void saysThatAFingerprintCannotBeMeant() throws StowageException {
        site.repo(withFile("\"rfilename\":\"a.bin\",\"size\":1,\"lfs\":{\"sha256\":\"" + "0".repeat(64) + "\"}"));
        assertEquals(
                List.of("The fingerprint published for a.bin cannot be meant, and does not count."),
                site.found("org/name").warnings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x.bin",
                "a/../../x.bin",
                "/etc/x.bin",
                "a//x.bin",
                "..\\\\x.bin",
                "a\\u0000.bin",
                "a\\n.bin",
                "",
                ".",
                "C:\\\\x.bin",
                "\\ud800.bin"
            })
    void leavesOutFilesWithNamesThatLeaveTheRepository(String path) throws StowageException {
        site.repo(Site.described("", "good.bin", path));
        Resolution.Found found = site.found("org/name");
        assertEquals(
                List.of("good.bin"),
                found.files().stream().map(RemoteFile::name).toList());
        assertEquals(List.of("1 of its files were left out: their names are not safe."), found.warnings());
    }

    @Test
    void takesTwoEntriesOfOnePathAsOneFile() throws StowageException {
        site.repo(Site.described("", "a.bin", "a.bin"));
        assertEquals("a.bin", only().name());
    }

    @Test
    void doesWithoutFieldsOfOtherKindsThanExpected() throws StowageException {
        site.repo(Site.described(
                "\"author\":7,\"tags\":{\"a\":1},\"cardData\":\"none\",\"config\":[],\"gated\":{},\"disabled\":\"no\","
                        + "\"pipeline_tag\":null,\"@class\":\"javax.script.ScriptEngineManager\",\"new\":[{}]",
                "a.bin"));
        assertEquals("org", site.found("org/name").model().creator().orElseThrow());
    }

    @Test
    void doesWithoutPartsOfTheCardOfOtherKindsThanExpected() throws StowageException {
        site.repo(Site.described(
                "\"tags\":[null,1,\"\",\"style\"],\"cardData\":{\"base_model\":{\"x\":1},\"license\":7,"
                        + "\"instance_prompt\":[\"a\"],\"widget\":[1,{\"output\":\"x\"},{\"output\":{\"url\":\"../x\"}},"
                        + "{\"output\":{\"url\":\"file:///etc/passwd\"}},{\"output\":{\"url\":\"http://[\"}}],"
                        + "\"thumbnail\":\"javascript:alert(1)\"}",
                "a.bin"));
        Resolution.Found found = site.found("org/name");
        assertEquals(List.of("style"), found.model().tags());
        assertTrue(found.model().previews().stream()
                .allMatch(media -> media.address().getScheme().equals("https")));
    }

    @Test
    void findsNothingInAnEmptyRepository() {
        site.repo(Site.described("")).json("/api/models/org/name/tree/" + Site.COMMIT + "?recursive=true", "[]");
        assertEquals(Problem.Kind.NOT_FOUND, site.refusal("org/name").kind());
    }

    private RemoteFile only() throws StowageException {
        List<RemoteFile> files = site.found("org/name").files();
        assertEquals(1, files.size());
        return files.get(0);
    }

    private static String withFile(String fields) {
        return "{\"id\":\"org/name\",\"sha\":\"" + Site.COMMIT + "\",\"siblings\":[{" + fields + "}]}";
    }

    private static void assertUnreadable(String body) {
        Problem problem = new Site().repo(body).refusal("org/name");
        assertEquals(Codes.BAD_METADATA, problem.code());
        assertTrue(problem.retryable());
    }
}
