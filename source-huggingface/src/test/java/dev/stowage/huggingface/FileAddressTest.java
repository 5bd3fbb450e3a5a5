package dev.stowage.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.FileKey;
import dev.stowage.model.Origin;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAddressTest {
    private static final Endpoint HUB = new Endpoint(new Origin("https", "huggingface.co", 443));
    private static final String COMMIT = "f4b0486b498f84668e828044de1d0c8ba486e05b";

    @TestFactory
    Stream<DynamicTest> encodesAsTheOfficialParserDoes() {
        return StreamSupport.stream(Recordings.URI_CASES.spliterator(), false)
                .filter(entry -> entry.get("set").textValue().equals("TO_URL_CASES"))
                .filter(entry -> entry.get("parsed").has("path_in_repo"))
                .map(entry -> DynamicTest.dynamicTest(entry.get("text").get(0).textValue(), () -> assertBytes(entry)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.safetensors",
                "unet/model.fp16.safetensors",
                "a b#c?d%e.bin",
                "日本/é.bin",
                "file@1.txt",
                "x/a@b/c"
            })
    void isReadBackFromItsKey(String path) {
        for (RepoType type : new RepoType[] {RepoType.MODEL, RepoType.DATASET, RepoType.SPACE}) {
            FileAddress address = new FileAddress(Repo.ofId(type, "org/name").orElseThrow(), COMMIT, path);
            FileKey key = address.key().orElseThrow();
            assertEquals(Optional.of(address), FileAddress.of(new FileKey(key.source(), key.id())));
        }
    }

    @Test
    void keepsTheSlashOfABranchApartFromThePath() {
        FileAddress address =
                new FileAddress(Repo.ofId(RepoType.MODEL, "org/name").orElseThrow(), "refs/pr/3", "sub/a.bin");
        assertEquals(Optional.of(address), FileAddress.of(address.key().orElseThrow()));
        assertEquals(
                "https://huggingface.co/org/name/resolve/refs%2Fpr%2F3/sub/a.bin",
                address.bytes(HUB).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models/org/name@/a.bin",
                "models/org/name/a.bin",
                "models/org/name@x/../a.bin",
                "models/org/name@x/a//b",
                "buckets/org/name@x/a.bin",
                "models/api/name@x/a.bin",
                "models/org/na..me@x/a.bin",
                "models/org/name@%zz/a.bin",
                "https://huggingface.co/org/name",
                "x",
            })
    void isNotReadFromWhatIsNoKey(String id) {
        assertEquals(Optional.empty(), FileAddress.of(new FileKey("huggingface", id)));
    }

    @Test
    void hasNoKeyWhenItsPathIsTooLong() {
        FileAddress address =
                new FileAddress(Repo.ofId(RepoType.MODEL, "org/name").orElseThrow(), COMMIT, "a".repeat(8_200));
        assertEquals(Optional.empty(), address.key());
    }

    private static void assertBytes(JsonNode entry) {
        JsonNode parsed = entry.get("parsed");
        RepoType type = parsed.get("type").textValue().equals("dataset") ? RepoType.DATASET : RepoType.MODEL;
        FileAddress address = new FileAddress(
                Repo.ofId(type, parsed.get("id").textValue()).orElseThrow(),
                Json.text(parsed, "revision").orElse("main"),
                parsed.get("path_in_repo").textValue());
        String page = entry.get("text").get(0).textValue();
        assertEquals(
                "https://huggingface.co" + page.replace("/blob/", "/resolve/"),
                address.bytes(HUB).toString());
    }
}
