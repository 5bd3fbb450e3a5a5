package dev.stowage.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a repository's files are found when one answer does not hold them all. */
class SnapshotsTest {
    private static final String API = "/api/models/org/name";
    private static final String TREE = API + "/tree/" + Site.COMMIT;
    private static final String BARE = "{\"id\":\"org/name\",\"sha\":\"" + Site.COMMIT + "\",\"siblings\":["
            + "{\"rfilename\":\"pytorch_model.bin\"},{\"rfilename\":\"vocab.txt\"}]}";

    private final Site site = new Site();

    @Test
    void readsTheListingWhereTheDescriptionLacksDetails() throws StowageException {
        site.repo(BARE).json(TREE + "?recursive=true", Recordings.BERT_TREE);
        RemoteFile weights = file(site.found("org/name"), "pytorch_model.bin");
        assertEquals(440_473_133, weights.sizeBytes().orElseThrow());
        assertEquals(
                Map.of(HashAlgorithm.SHA256, "097417381d6c7230bd9e3557456d726de6e83245ec8b24f529f60198a67b203a"),
                weights.published());
    }

    @Test
    void readsAListingWithMoreThanItNeeds() throws StowageException {
        site.repo(BARE).json(TREE + "?recursive=true", Recordings.BERT_TREE_EXPANDED);
        assertEquals(
                Map.of(HashAlgorithm.GIT_SHA1, "fb140275c155a9c7c5a3b3e0e77a9e839594a938"),
                file(site.found("org/name"), "vocab.txt").published());
    }

    @Test
    void doesWithNamesAloneWhereThereIsNoListing() throws StowageException {
        site.repo(BARE).refuses(TREE + "?recursive=true", 404, Map.of());
        RemoteFile weights = file(site.found("org/name"), "pytorch_model.bin");
        assertEquals(Map.of(), weights.published());
    }

    @Test
    void readsTheListingPageByPage() throws StowageException {
        String second = Site.HUB + TREE + "?recursive=true&cursor=b";
        site.repo(BARE)
                .page(TREE + "?recursive=true", entries("a/1.bin"), Map.of("Link", "<" + second + ">; rel=\"next\""))
                .page(
                        TREE + "?recursive=true&cursor=b",
                        entries("a/2.bin"),
                        Map.of("Link", "<" + Site.HUB + "/x>; rel=\"prev\", <" + TREE + "?cursor=c>; rel=next"))
                .json(TREE + "?cursor=c", entries("a/3.bin"));
        assertEquals(
                List.of("1.bin", "2.bin", "3.bin"),
                site.found("org/name").files().stream().map(RemoteFile::name).toList());
    }

    @Test
    void asksAServerInTheHubsPlaceForPagesThatItsAnswersSayAreAtTheHub() throws StowageException {
        Site mirror = new Site("http://127.0.0.1:9000");
        String second = Site.HUB + TREE + "?recursive=true&cursor=b";
        mirror.repo(BARE)
                .page(TREE + "?recursive=true", entries("1.bin"), Map.of("Link", "<" + second + ">; rel=\"next\""))
                .json(TREE + "?recursive=true&cursor=b", entries("2.bin"));
        assertEquals(2, mirror.found("org/name").files().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://evil.example.org/api/models/org/name/tree/x>; rel=\"next\"",
                "<http://huggingface.co/api/models/org/name/tree/x>; rel=\"next\"",
                "<https://user@huggingface.co/x>; rel=\"next\"",
                "<https://huggingface.co/a b>; rel=\"next\"",
                "<file:///etc/passwd>; rel=\"next\"",
                "<?recursive=true>; rel=\"next\"",
            })
    void followsNoPageToAnotherServerOrInACircle(String link) {
        site.repo(BARE).page(TREE + "?recursive=true", entries("a.bin"), Map.of("Link", link));
        site.page("/?recursive=true", entries("b.bin"), Map.of("Link", link));
        assertEquals(Codes.BAD_METADATA, site.refusal("org/name").code());
    }

    @Test
    void endsWhenThePagesDoNot() {
        site.repo(BARE);
        for (int i = 0; i <= 100; i++) {
            String next = Site.HUB + TREE + "?recursive=true" + "&c=" + (i + 1);
            String here = TREE + "?recursive=true" + (i == 0 ? "" : "&c=" + i);
            site.page(here, entries("f" + i + ".bin"), Map.of("Link", "<" + next + ">; rel=\"next\""));
        }
        assertEquals(Codes.BAD_METADATA, site.refusal("org/name").code());
        assertEquals(101, site.asked().size());
    }

    @Test
    void asksForAnOutlineWhereTheDescriptionIsTooLong() throws StowageException {
        Problem tooLarge = Problem.of(Problem.Kind.NETWORK, Codes.METADATA_TOO_LARGE, "read it", "it is too large", "");
        site.web.fail(Site.HUB + API + "?blobs=true", tooLarge);
        String outline = API
                + "?expand%5B%5D=author&expand%5B%5D=baseModels&expand%5B%5D=cardData&expand%5B%5D=config"
                + "&expand%5B%5D=disabled&expand%5B%5D=gated&expand%5B%5D=gguf&expand%5B%5D=lastModified"
                + "&expand%5B%5D=library_name&expand%5B%5D=pipeline_tag&expand%5B%5D=private"
                + "&expand%5B%5D=safetensors&expand%5B%5D=sha&expand%5B%5D=tags";
        site.json(outline, "{\"id\":\"org/name\",\"sha\":\"" + Site.COMMIT + "\"}")
                .json(TREE + "?recursive=true", entries("a.bin"));
        assertEquals("a.bin", site.found("org/name").files().get(0).name());
    }

    @Test
    void listsOnlyTheFolderThatIsAskedForInARepositoryOfManyFiles() throws StowageException {
        String many = IntStream.range(0, 1_000)
                .mapToObj(i -> Site.large("f" + i + ".bin"))
                .collect(Collectors.joining(","));
        site.json(
                        API + "/revision/main?blobs=true",
                        "{\"id\":\"org/name\",\"sha\":\"" + Site.COMMIT + "\",\"siblings\":[" + many + "]}")
                .json(TREE + "/deep", "[{\"type\":\"directory\",\"path\":\"deep/er\",\"oid\":\"0\"}]")
                .json(TREE + "/deep/er?recursive=true", entries("deep/er/a.bin"));
        String page = Site.HUB + "/org/name/tree/main/deep/er";
        assertEquals(List.of("a.bin"), names(site.found(page)));
        assertEquals(
                Codes.NOT_FOUND, site.json(TREE + "/deep", "[]").refusal(page).code());
        assertEquals(List.of("f7.bin"), names(site.found(Site.HUB + "/org/name/blob/main/f7.bin")));
    }

    @Test
    void asksAPersonWhereThereAreTooManyFiles() {
        String[] paths =
                IntStream.rangeClosed(0, 10_000).mapToObj(i -> "f" + i + ".bin").toArray(String[]::new);
        site.repo(BARE).json(TREE + "?recursive=true", entries(paths));
        Problem problem = site.refusal("org/name");
        assertEquals("too_many_files", problem.code());
        assertEquals(Optional.of(Need.CHOOSE_FILE), problem.need());
    }

    @Test
    void followsARepositoryToItsNewName() throws StowageException {
        site.repo(Site.described("", "a.safetensors").replace("org/name", "neworg/newname"));
        RemoteFile file = site.found("org/name").files().get(0);
        assertEquals(
                "models/neworg/newname@" + Site.COMMIT + "/a.safetensors",
                file.key().id());
    }

    @Test
    void pinsTheCommitThatTheHeadersTellWhereTheDescriptionDoesNot() throws StowageException {
        site.page(
                API + "?blobs=true",
                "{\"siblings\":[" + Site.large("a.bin") + "]}",
                Map.of("X-Repo-Commit", Site.COMMIT));
        assertTrue(site.found("org/name").files().get(0).key().id().startsWith("models/org/name@" + Site.COMMIT));
    }

    @Test
    void readsADataset() throws StowageException {
        site.json("/api/datasets/org/name/revision/refs%2Fpr%2F3?blobs=true", Site.described("", "a.zip"));
        RemoteFile file = site.found(Site.HUB + "/datasets/org/name/tree/refs/pr/3")
                .files()
                .get(0);
        assertEquals("datasets/org/name@" + Site.COMMIT + "/a.zip", file.key().id());
        assertEquals(
                URI.create(Site.HUB + "/datasets/org/name/resolve/" + Site.COMMIT + "/a.zip"),
                FileAddress.of(file.key()).orElseThrow().bytes(Site.endpoint(Site.HUB)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernels", "buckets"})
    void saysWhatItCannotFetchFrom(String kind) {
        assertEquals(
                Codes.NOT_SUPPORTED,
                site.refusal(Site.HUB + "/" + kind + "/org/name").code());
    }

    private static List<String> names(Resolution.Found found) {
        return found.files().stream().map(RemoteFile::name).toList();
    }

    private static RemoteFile file(Resolution.Found found, String name) {
        return found.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String entries(String... paths) {
        return List.of(paths).stream()
                .map(path -> "{\"type\":\"file\",\"path\":\"" + path + "\",\"size\":3,\"oid\":\"" + Site.BLOB + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
