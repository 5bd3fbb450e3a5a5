package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program against a server that is not ours. */
final class GetTest {
    private static final byte[] STYLE = LoopbackServer.safetensors(1);

    @TempDir
    private Path folder;

    private LoopbackServer server;
    private Run run;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer();
        run = newRun();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void placesAVerifiedFileInTheFolderOfItsType() throws IOException {
        String url = server.offers("style.safetensors", STYLE);
        assertEquals(0, run.stowage("get", "--type", "lora", "--sha256", LoopbackServer.sha256(STYLE), url), run::err);
        Path placed = folder.resolve("models/loras/style.safetensors");
        assertEquals(placed + "\n", run.out());
        assertArrayEquals(STYLE, Files.readAllBytes(placed));
        assertTrue(run.err().contains("done, 39.1 KiB in "), run.err());
        assertTrue(run.err().contains(", verified"), run.err());
    }

    @Test
    void whatCouldNotBeVerifiedIsSaidOnce() {
        String url = server.offers("style.safetensors", STYLE);
        assertEquals(0, run.stowage("get", "--type", "lora", url), run::err);
        assertTrue(run.err().endsWith(", not verified: no hash is known to compare with\n"), run.err());
        assertFalse(run.err().contains("SHA-256"), run.err());
    }

    @Test
    void quietSaysNothingWhenAllIsWell() {
        String url = server.offers("style.safetensors", STYLE);
        assertEquals(0, run.stowage("-q", "get", "--type", "lora", url));
        assertEquals("", run.err());
    }

    @Test
    void aTerminalGetsLinesThatAreDrawnOver() {
        String url = server.offers("style.safetensors", STYLE);
        assertEquals(0, run.terminal(100).stowage("get", "--type", "lora", url));
        assertTrue(run.err().contains("style.safetensors  done, 39.1 KiB in "), run.err());
    }

    @Test
    void jsonIsOneObjectWithTheDownloadsOfTheApi() throws IOException {
        String url = server.offers("style.safetensors", STYLE);
        String sha256 = LoopbackServer.sha256(STYLE);
        assertEquals(0, run.stowage("get", "--json", "--type", "lora", "--sha256", sha256, url));
        JsonNode download = onlyDownload();
        assertEquals("completed", download.get("status").textValue());
        assertEquals("match", download.get("hash").get("verdict").textValue());
        assertEquals(sha256, download.get("hash").get("actual").textValue());
        assertEquals(STYLE.length, download.get("receivedBytes").intValue());
        assertEquals(STYLE.length, download.get("totalBytes").intValue());
        assertEquals(
                folder.resolve("models/loras/style.safetensors").toString(),
                download.get("filePath").textValue());
    }

    @Test
    void oneFlippedByteIsNeverPlaced() throws IOException {
        byte[] flipped = STYLE.clone();
        flipped[20_000] ^= 1;
        String url = server.offers("style.safetensors", flipped);
        assertEquals(6, run.stowage("get", "--type", "lora", "--sha256", LoopbackServer.sha256(STYLE), url));
        assertEquals("", run.out());
        assertTrue(run.err().contains("potentially corrupted or tampered"), run.err());
        assertEquals(List.of(), placed());
    }

    @Test
    void aFailureIsJsonToo() throws IOException {
        assertEquals(3, run.stowage("get", "--json", "-q", server.url("missing.safetensors")));
        JsonNode download = onlyDownload();
        assertEquals("failed", download.get("status").textValue());
        assertEquals("not_found", download.get("error").get("code").textValue());
        assertOneSentence();
    }

    @Test
    void aReferenceThatCannotBeReadIsJsonToo() throws IOException {
        assertEquals(2, run.stowage("get", "--json", "http://[broken"));
        JsonNode download = onlyDownload();
        assertEquals("failed", download.get("status").textValue());
        assertEquals("bad_reference", download.get("error").get("code").textValue());
        assertTrue(download.get("id").isNull());
        assertOneSentence();
    }

    @Test
    void aMalformedUrlIsTwo() {
        for (String malformed : List.of("http://[broken", "http://", "not a reference", "")) {
            run = newRun();
            assertRefused(2, malformed);
        }
    }

    @Test
    void aMissingFileIsThree() {
        assertRefused(3, server.url("missing.safetensors"));
    }

    @Test
    void anUnknownHostIsFive() {
        assertRefused(5, "https://no-such-host.invalid/style.safetensors");
    }

    @Test
    void aPrivateAddressIsTenAndNothingIsConnectedTo() {
        String url = server.offers("style.safetensors", STYLE);
        run = new Run(folder);
        assertRefused(10, url);
        assertTrue(run.err().contains("STOWAGE_ALLOWED_ADDRESSES"), run.err());
        assertEquals(List.of(), server.ranges());
    }

    @Test
    void aFolderThatCannotBeWrittenIsSeven() throws IOException {
        String url = server.offers("style.safetensors", STYLE);
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertRefused(7, "--models-dir", file.resolve("models").toString(), "--type", "lora", url);
    }

    @Test
    void aTakenNameIsTenAndTheFileThereStays() throws IOException {
        String url = server.offers("style.safetensors", STYLE);
        Path taken = folder.resolve("models/loras/style.safetensors");
        Files.createDirectories(taken.getParent());
        Files.writeString(taken, "mine");
        assertRefused(10, "-q", "--type", "lora", url);
        assertTrue(run.err().contains("--name NAME or --on-duplicate download"), run.err());
        assertEquals("mine", Files.readString(taken));
    }

    @Test
    void whatIsThereAlreadyIsNotFetchedAgain() {
        String url = server.offers("style.safetensors", STYLE);
        String placed = folder.resolve("models/loras/style.safetensors") + "\n";
        assertEquals(0, run.stowage("get", "--type", "lora", url), run::err);
        int before = server.ranges().size();
        Run again = newRun();
        assertEquals(0, again.stowage("get", "--type", "lora", url), again::err);
        assertEquals(placed, again.out());
        assertTrue(again.err().contains("is already registered as style ("), again.err());
        assertTrue(again.err().contains("nothing was downloaded"), again.err());
        assertTrue(again.err().endsWith("add --on-duplicate download.\n"), again.err());
        assertEquals(before, server.ranges().size());
    }

    @Test
    void theSameBytesFromElsewhereAreNoSecondFile() throws IOException {
        String url = server.offers("style.safetensors", STYLE);
        assertEquals(0, run.stowage("get", "--type", "lora", url), run::err);
        Run mirror = newRun();
        String other = server.offers("mirror.safetensors", STYLE);
        assertEquals(0, mirror.stowage("get", "--type", "lora", other), mirror::err);
        assertEquals(run.out(), mirror.out());
        assertTrue(mirror.err().contains("no second file was made"), mirror.err());
        assertFalse(Files.exists(folder.resolve("models/loras/mirror.safetensors")));
    }

    @Test
    void whoWantsASecondFileGetsOneBeside() throws IOException {
        String url = server.offers("style.safetensors", STYLE);
        assertEquals(0, run.stowage("get", "--type", "lora", url), run::err);
        Run second = newRun();
        assertEquals(0, second.stowage("get", "--type", "lora", "--on-duplicate", "download", url), second::err);
        Path beside = folder.resolve("models/loras/style (2).safetensors");
        assertEquals(beside + "\n", second.out());
        assertArrayEquals(STYLE, Files.readAllBytes(beside));
    }

    @Test
    void atATerminalAPersonIsAskedAndTheOptionSettlesIt() {
        String url = server.offers("style.safetensors", STYLE);
        assertEquals(0, run.stowage("get", "--type", "lora", url), run::err);
        Run asked = newRun().terminal(200);
        assertEquals(10, asked.stowage("get", "--type", "lora", url), asked::err);
        assertEquals("", asked.out());
        assertTrue(asked.err().contains("--on-duplicate skip"), asked.err());
        assertTrue(asked.err().contains("--on-duplicate download"), asked.err());
        Run settled = newRun().terminal(200);
        assertEquals(0, settled.stowage("get", "--type", "lora", "--on-duplicate", "skip", url), settled::err);
        assertEquals(run.out(), settled.out());
        Run list = newRun();
        assertEquals(0, list.stowage("ls", "--status", "decision"), list::err);
        assertFalse(list.out().contains("style"), list.out());
    }

    @Test
    void aTakenNameIsSettledByTheOptionThatTheSentenceNames() throws IOException {
        String url = server.offers("style.safetensors", STYLE);
        Path taken = folder.resolve("models/loras/style.safetensors");
        Files.createDirectories(taken.getParent());
        Files.writeString(taken, "mine");
        assertEquals(0, run.stowage("get", "--type", "lora", "--on-duplicate", "download", url), run::err);
        assertEquals(folder.resolve("models/loras/style (2).safetensors") + "\n", run.out());
        run = newRun();
        String more = server.offers("more/style.safetensors", LoopbackServer.safetensors(2));
        assertEquals(0, run.stowage("get", "--type", "lora", "--name", "other", more), run::err);
        assertEquals(folder.resolve("models/loras/other.safetensors") + "\n", run.out());
    }

    @Test
    void theSameCommandAgainFindsItsFileInPlace() {
        String url = server.offers("style.safetensors", STYLE);
        assertEquals(0, run.stowage("get", "--type", "lora", url), run::err);
        String first = run.out();
        run = newRun();
        assertEquals(0, run.stowage("get", "--type", "lora", url), run::err);
        assertEquals(first, run.out());
    }

    @Test
    void anUnknownTypeIsTenAndAsksForIt() {
        String url = server.offers("thing.safetensors", STYLE);
        assertRefused(10, "-q", url);
        assertTrue(run.err().contains("--type TYPE"), run.err());
    }

    @Test
    void anUnverifiedFileOfAnyKindIsTenUnlessNobodyWantsToLook() {
        String url = server.offers("thing.bin", "some bytes".repeat(100).getBytes(StandardCharsets.UTF_8));
        assertRefused(10, "-q", "--type", "vae", url);
        run = newRun();
        assertEquals(0, run.stowage("get", "-q", "--type", "vae", "--review", "never", url), run::err);
    }

    @Test
    void severalReferencesAreAllTriedAndTheWorstIsTold() {
        String good = server.offers("good.safetensors", STYLE);
        String other = server.offers("other.safetensors", LoopbackServer.safetensors(2));
        int code = run.stowage("get", "-q", "--type", "lora", good, server.url("missing"), "http://[", other);
        assertEquals(3, code, run::err);
        assertEquals(
                folder.resolve("models/loras/good.safetensors") + "\n"
                        + folder.resolve("models/loras/other.safetensors") + "\n",
                run.out());
        assertEquals(2, run.errLines().size(), run.err());
    }

    @Test
    void whatDoesNotMoveIsLeftWithTheCommandThatGoesOn() {
        run.patience(Duration.ofMillis(300));
        assertEquals(5, run.stowage("get", "-q", "--type", "lora", server.url("busy/style.safetensors")));
        assertOneSentence();
        assertTrue(
                run.err()
                        .endsWith("to go on, run: stowage get -q --type lora " + server.url("busy/style.safetensors")
                                + "\n"),
                run.err());
    }

    @Test
    void anInterruptedDownloadGoesOnWhereItWas() throws Exception {
        String url = server.offers("style.safetensors", LoopbackServer.safetensors(3, 1 << 20));
        server.stallsAt(2 << 20);
        Run first = run;
        CompletableFuture<Integer> code = first.begin("get", "--type", "lora", url);
        server.awaitStall();
        awaitBytes(first);
        first.interruption().happen();
        assertEquals(130, code.get(30, TimeUnit.SECONDS));
        assertEquals("", first.out());
        assertTrue(first.err().endsWith("To go on, run: stowage get --type lora " + url + "\n"), first.err());
        server.flows();
        server.ranges().clear();
        run = newRun();
        assertEquals(0, run.stowage("get", "--type", "lora", url), run::err);
        assertTrue(
                server.ranges().stream().anyMatch(range -> !range.equals("-") && !range.startsWith("bytes=0-")),
                () -> "went on from where it was: " + server.ranges());
    }

    /** Until the first line of progress says that bytes have come. */
    private static void awaitBytes(Run first) {
        while (!first.err().contains("style.safetensors: ")) {
            Thread.onSpinWait();
        }
    }

    private Run newRun() {
        return new Run(folder).with("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8");
    }

    private void assertRefused(int code, String... arguments) {
        String[] line = Stream.concat(Stream.of("get"), Stream.of(arguments)).toArray(String[]::new);
        assertEquals(code, run.stowage(line), run::err);
        assertEquals("", run.out());
        assertOneSentence();
    }

    private void assertOneSentence() {
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("stowage: "), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }

    private JsonNode onlyDownload() throws IOException {
        JsonNode downloads = new ObjectMapper().readTree(run.out()).get("downloads");
        assertEquals(1, downloads.size());
        return downloads.get(0);
    }

    /** Every file below the models folder that is not in a hidden work area. */
    private List<Path> placed() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("models"))) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("/.stowage/"))
                    .toList();
        }
    }
}
