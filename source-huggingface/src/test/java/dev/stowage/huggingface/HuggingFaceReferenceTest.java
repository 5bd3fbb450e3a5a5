package dev.stowage.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.Origin;
import dev.stowage.model.Reference;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceReferenceTest {
    private static final Endpoint HUB = new Endpoint(new Origin("https", "huggingface.co", 443));
    private static final Endpoint MIRROR = new Endpoint(new Origin("http", "127.0.0.1", 9000));

    @TestFactory
    Stream<DynamicTest> readsWhatTheOfficialParserReads() {
        return cases("URI_SUCCESS_CASES", "URL_SUCCESS_CASES")
                .map(expected ->
                        DynamicTest.dynamicTest(expected.get("input").textValue(), () -> assertRead(expected)));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatTheOfficialParserRefuses() {
        return cases("URI_FAILURE_CASES", "URL_FAILURE_CASES")
                .map(expected -> expected.get("input").textValue())
                .map(input -> DynamicTest.dynamicTest(input, () -> assertEquals(Optional.empty(), tolerant(input))));
    }

    @TestFactory
    Stream<DynamicTest> refusesIdsThatTheOfficialParserRefuses() {
        return cases("URI_DIRECT_INIT_INVALID_CASES")
                .map(wrong -> wrong.get("input"))
                .filter(input -> !input.has("revision") && !input.has("path_in_repo") && !input.has("unknown"))
                .filter(input -> !input.get("type").textValue().equals("unknown"))
                .map(input -> input.get("id").textValue())
                .map(id -> DynamicTest.dynamicTest(
                        id, () -> assertEquals(Optional.empty(), Repo.ofId(RepoType.MODEL, id))));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "org/name, models/org/name, -, -",
                "huggingface.co/org/name, models/org/name, -, -",
                "hf.co/org/name, models/org/name, -, -",
                "www.huggingface.co/org/name, models/org/name, -, -",
                "HTTPS://HuggingFace.co/Org/Name, models/Org/Name, -, -",
                "http://huggingface.co/org/name, models/org/name, -, -",
                "https://huggingface.co/models/org/name, models/org/name, -, -",
                "https://huggingface.co/org/name/tree/main, models/org/name, main, -",
                "https://huggingface.co/org/name/tree/main/sub/dir, models/org/name, main, sub/dir",
                "https://huggingface.co/org/name/resolve/main/a.safetensors?download=true, models/org/name, main, a.safetensors",
                "https://huggingface.co/org/name?not-for-all-audiences=true, models/org/name, -, -",
                "huggingface.co/org/name/blob/main/a.bin?x=1, models/org/name, main, a.bin",
                "https://huggingface.co/org/name/raw/refs/pr/3/a%20b.bin, models/org/name, refs/pr/3, a b.bin",
                "https://huggingface.co/org/name/resolve/refs/convert/x/a+b.bin, models/org/name, refs/convert/x, a+b.bin",
                "https://huggingface.co/org/name/blob/feature/foo/a.bin, models/org/name, feature, foo/a.bin",
                "https://huggingface.co/datasets/org/name/resolve/v1/a.csv, datasets/org/name, v1, a.csv",
                "https://huggingface.co/api/models/org/name, models/org/name, -, -",
                "https://huggingface.co/api/models/org/name/revision/v2?blobs=true, models/org/name, v2, -",
                "https://huggingface.co/api/models/org/name/tree/v2/sub?recursive=true, models/org/name, v2, sub",
                "https://huggingface.co/api/resolve-cache/models/org/name/eaf97358/config.json?etag=x, models/org/name, eaf97358, config.json",
                "HF://org/name@v1, models/org/name, v1, -",
            })
    void readsWhatPeoplePaste(String text, String repo, String revision, String path) throws NoLocationException {
        HuggingFaceReference read =
                HuggingFaceReference.read(new Reference(text), HUB).orElseThrow();
        assertEquals(repo, read.repo().type().plural() + "/" + read.repo().id());
        assertEquals(Optional.ofNullable(revision), read.revision());
        assertEquals(Optional.ofNullable(path), read.path());
    }

    @Test
    void readsTheLabelOfAQuantisedFile() throws NoLocationException {
        HuggingFaceReference read = HuggingFaceReference.read(new Reference("hf.co/org/name-GGUF:Q4_K_M"), HUB)
                .orElseThrow();
        assertEquals("org/name-GGUF", read.repo().id());
        assertEquals(Optional.of("Q4_K_M"), read.quantization());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "gpt2",
                "models/name",
                "datasets/name",
                "spaces/name",
                "api/name",
                "loras/mine.safetensors",
                "a/b/c",
                "./a",
                "~/models",
                "-a/b",
                "org/na me",
                "org/name.git",
                "https://example.org/org/name",
                "https://huggingface.co.example.org/org/name",
                "https://huggingface.co:8443/org/name",
                "https://cas-bridge.xethub.hf.co/xet-bridge-us/1/2",
                "https://us.aws.cdn.hf.co/xet-bridge-us/1/2?Expires=1",
                "example.org/org/name",
                "urn:air:sdxl:lora:civitai:1@2",
            })
    void leavesToOthersWhatIsNotItsOwn(String text) throws NoLocationException {
        assertEquals(Optional.empty(), HuggingFaceReference.read(new Reference(text), HUB));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://huggingface.co/org/name/discussions/3",
                "https://huggingface.co/org/name/edit/main/README.md",
                "https://huggingface.co/org/name/resolve/main/..%2f..%2fx",
                "https://huggingface.co/org/name/resolve/main/a%00b",
                "https://huggingface.co/org/name/resolve/main/a%5Cb",
                "https://huggingface.co/org/name/resolve/main/%FF",
                "https://huggingface.co/org/name/resolve/%20/a",
                "https://huggingface.co/org/name/resolve",
                "https://huggingface.co/org//name",
                "https://huggingface.co/docs/hub",
                "https://huggingface.co/api/whoami-v2",
                "https://huggingface.co/api/models/org/name/refs",
                "hf://org/name@v1/../x",
            })
    void explainsWhatHoldsNoFile(String text) {
        assertThrows(NoLocationException.class, () -> HuggingFaceReference.read(new Reference(text), HUB));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9000/org/name",
                "http://127.0.0.1:9000/org/name/resolve/main/a.safetensors",
                "http://127.0.0.1:9000/datasets/org/name",
                "127.0.0.1:9000/org/name",
                "hf://org/name",
                "org/name",
            })
    void readsLinksToAServerInTheHubsPlace(String text) throws NoLocationException {
        assertEquals(
                "org/name",
                HuggingFaceReference.read(new Reference(text), MIRROR)
                        .orElseThrow()
                        .repo()
                        .id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://huggingface.co/org/name",
                "https://hf.co/org/name",
                "huggingface.co/org/name/tree/main",
                "https://127.0.0.1:9000/org/name",
                "http://127.0.0.1:9001/org/name",
                "http://127.0.0.1:9000/models/4384/dreamshaper",
                "http://127.0.0.1:9000/models/4384",
                "http://127.0.0.1:9000/api/v1/models/4384",
                "http://127.0.0.1:9000/api/download/models/128713",
                "http://127.0.0.1:9000/files/a.safetensors",
                "http://127.0.0.1:9000/a.safetensors",
                "http://127.0.0.1:9000/deep/er/a.safetensors",
                "http://127.0.0.1:9000/",
            })
    void leavesTheRestOfAServerInTheHubsPlaceToOthers(String text) throws NoLocationException {
        assertEquals(Optional.empty(), HuggingFaceReference.read(new Reference(text), MIRROR));
    }

    private static void assertRead(JsonNode expected) throws NoLocationException {
        JsonNode parsed = expected.get("parsed");
        HuggingFaceReference read = HuggingFaceReference.read(
                        new Reference(expected.get("input").textValue()), HUB)
                .orElseThrow();
        assertEquals(parsed.get("type").textValue(), read.repo().type().singular());
        assertEquals(parsed.get("id").textValue(), read.repo().id());
        assertEquals(Json.text(parsed, "revision"), read.revision());
        assertEquals(Json.text(parsed, "path_in_repo"), read.path());
    }

    private static Optional<HuggingFaceReference> tolerant(String text) {
        try {
            return HuggingFaceReference.read(new Reference(text), HUB);
        } catch (NoLocationException refused) {
            return Optional.empty();
        }
    }

    private static Stream<JsonNode> cases(String... sets) {
        return StreamSupport.stream(Recordings.URI_CASES.spliterator(), false)
                .filter(entry -> Stream.of(sets).anyMatch(entry.get("set").textValue()::equals));
    }
}
