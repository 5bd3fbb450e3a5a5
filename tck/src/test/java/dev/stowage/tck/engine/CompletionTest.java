package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.bytes;
import static dev.stowage.tck.engine.World.flipped;
import static dev.stowage.tck.engine.World.rested;
import static dev.stowage.tck.engine.World.sha;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetOrigin;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Draft;
import dev.stowage.model.FileName;
import dev.stowage.model.Finding;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Health;
import dev.stowage.model.ModelType;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.SafePath;
import dev.stowage.model.Status;
import dev.stowage.model.Verdict;
import dev.stowage.spi.Inspection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a pasted reference to where it ends, without anybody interfering. */
@Timeout(60)
class CompletionTest {
    @TempDir
    Path models;

    private World world;
    private Stowage stowage;

    @BeforeEach
    void start() throws Exception {
        world = new World(models);
        stowage = world.started();
    }

    @AfterEach
    void close() {
        stowage.close();
    }

    @Test
    void installsWhatWasAskedFor() throws Exception {
        byte[] bytes = world.lora("dragon.safetensors");
        Download submitted = world.submit(stowage, "dragon.safetensors");
        assertEquals(Status.RESOLVING, submitted.status());
        Download done = rested(stowage, submitted);
        world.assertInstalled(done, bytes);
        assertEquals(Optional.of(world.inLoras("dragon.safetensors")), done.filePath());
        assertEquals(Verdict.MATCH, done.verdict());
        assertEquals(Health.OK, done.health());
        assertEquals(List.of(), done.messages());
        assertEquals(bytes.length, done.receivedBytes());
        assertEquals(1, world.downloader.attempts());
        assertEquals(List.of(world.inLoras("dragon.safetensors")), world.placed());
        assertEquals(List.of(), world.parts());
        Asset asset = world.assets().get(0);
        AssetOrigin origin = asset.origins().get(0);
        assertEquals(1, asset.origins().size());
        assertEquals(done.file(), Optional.of(origin.file()));
        assertEquals(done.model(), origin.model());
        assertEquals(Optional.of(done.reference()), origin.reference());
        assertEquals(done.model().orElseThrow().previews(), asset.previews());
        assertEquals(Optional.empty(), asset.check());
    }

    @Test
    void fetchesAgainAfterOneMismatch() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        world.downloader.before =
                (request, attempt, call) -> world.serve("x.safetensors", attempt == 1 ? flipped(bytes) : bytes);
        Download done = rested(stowage, world.submit(stowage, "x.safetensors"));
        world.assertInstalled(done, bytes);
        assertEquals(2, world.downloader.attempts());
        assertEquals(1, done.refetches());
        assertEquals(1, world.quarantined().size());
        assertArrayEquals(flipped(bytes), Files.readAllBytes(world.quarantined().get(0)));
    }

    @Test
    void failsAfterTwoMismatchesAndKeepsTheBytesAside() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        byte[] wrong = flipped(bytes);
        world.serve("x.safetensors", wrong);
        Download failed = rested(stowage, world.submit(stowage, "x.safetensors"));
        assertEquals(Status.FAILED, failed.status());
        assertEquals(Verdict.MISMATCH, failed.verdict());
        Problem problem = failed.problem().orElseThrow();
        assertEquals(Codes.HASH_MISMATCH, problem.code());
        assertEquals(6, problem.kind().exitCode());
        assertTrue(problem.message().contains("potentially corrupted or tampered"), problem.message());
        assertTrue(problem.message().contains(sha(bytes).shortForm()), problem.message());
        assertTrue(problem.message().contains(sha(wrong).shortForm()), problem.message());
        assertEquals(2, world.downloader.attempts());
        assertEquals(List.of(), world.placed());
        assertEquals(List.of(), world.assets());
        assertEquals(List.of(), world.parts());
        Path kept = models.resolve(".stowage/quarantine/" + sha(wrong) + "/x.safetensors");
        assertEquals(List.of(kept), world.quarantined());
        assertArrayEquals(wrong, Files.readAllBytes(kept));
        assertTrue(problem.message().contains(kept.toString()), problem.message());

        world.serve("x.safetensors", bytes);
        world.assertInstalled(rested(stowage, stowage.downloads().retry(failed.id())), bytes);
    }

    @Test
    void comparesWithTheDigestThatThePersonGave() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Answers answers = Answers.builder().sha256(sha(flipped(bytes))).build();
        Download failed = rested(
                stowage,
                stowage.downloads()
                        .submit(world.asking("x.safetensors").answers(answers).build()));
        assertEquals(Status.FAILED, failed.status());
        assertEquals(List.of(), world.placed());
    }

    @Test
    void comparesWithEveryDigestThatIsPublished() throws Exception {
        byte[] bytes = "hello\n".getBytes(StandardCharsets.US_ASCII);
        String blob = "ce013625030ba8dba906f756967f9e9ca394464a";
        world.serve("x.bin", bytes);
        world.page(
                "x.bin",
                ModelType.CONFIG,
                world.remote("x.bin", bytes)
                        .published(HashAlgorithm.GIT_SHA1, blob)
                        .build());
        Download done = rested(stowage, world.submit(stowage, "x.bin"));
        world.assertInstalled(done, bytes);
        assertEquals(Verdict.MATCH, done.verdict());

        world.registry.forget(sha(bytes));
        String other = "0" + blob.substring(1);
        world.page(
                "y.bin",
                ModelType.CONFIG,
                world.remote("x.bin", bytes)
                        .sha256(sha(bytes))
                        .published(HashAlgorithm.GIT_SHA1, other)
                        .build());
        assertEquals(
                Status.FAILED, rested(stowage, world.submit(stowage, "y.bin")).status());
    }

    @Test
    void completesUnpublishedBytesThatProveTheirLengthAndSaysSo() throws Exception {
        byte[] bytes = bytes("u", 1000);
        world.page(
                "u.safetensors",
                ModelType.LORA,
                world.remote("u.safetensors", bytes).build());
        world.serve("u.safetensors", bytes);
        Download done = rested(stowage, world.submit(stowage, "u.safetensors"));
        world.assertInstalled(done, bytes);
        assertEquals(Verdict.UNPUBLISHED, done.verdict());
        assertEquals(List.of(Codes.UNVERIFIED), codes(done));
    }

    @Test
    void asksWhenNothingProvesThatAllBytesAreThere() throws Exception {
        world.inspection = Inspection.CANNOT_TELL;
        byte[] bytes = bytes("u", 1000);
        world.page("u.bin", ModelType.LORA, world.remote("u.bin", bytes).build());
        world.serve("u.bin", bytes);
        Download asking = rested(stowage, world.submit(stowage, "u.bin"));
        assertEquals(Status.AWAITING_REVIEW, asking.status());
        assertEquals(List.of(Codes.UNVERIFIED), codes(asking));
        assertEquals(List.of(), world.placed());
        Download done = rested(
                stowage, stowage.downloads().review(asking.id(), asking.draft().orElseThrow(), true));
        world.assertInstalled(done, bytes);
    }

    @Test
    void asksWhatItIsWhenNobodyKnows() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        world.page(
                "x.safetensors",
                ModelType.UNKNOWN,
                world.remote("x.safetensors", bytes).sha256(sha(bytes)).build());
        Download asking = rested(stowage, world.submit(stowage, "x.safetensors"));
        assertEquals(Status.AWAITING_REVIEW, asking.status());
        assertEquals(List.of(Codes.TYPE_UNKNOWN), codes(asking));
        assertEquals(List.of(), world.placed());

        Draft vae = asking.draft().orElseThrow().with(ModelType.VAE, Optional.empty());
        Download edited = stowage.downloads().review(asking.id(), vae, false);
        assertEquals(Status.AWAITING_REVIEW, edited.status());
        assertEquals(Optional.of(vae), edited.draft());
        Download done = rested(stowage, stowage.downloads().review(asking.id(), vae, true));
        world.assertInstalled(done, bytes);
        assertEquals(Optional.of(models.resolve("vae/x.safetensors")), done.filePath());
        assertEquals(ModelType.VAE, world.assets().get(0).card().type());
    }

    @Test
    void learnsTheTypeFromTheBytes() throws Exception {
        world.inspection = new Inspection(
                Optional.of("safetensors"), ModelType.CHECKPOINT, Optional.of(new BaseFamily("sdxl")), true, List.of());
        byte[] bytes = world.lora("x.safetensors");
        world.page(
                "x.safetensors",
                ModelType.UNKNOWN,
                world.remote("x.safetensors", bytes).sha256(sha(bytes)).build());
        Download done = rested(stowage, world.submit(stowage, "x.safetensors"));
        world.assertInstalled(done, bytes);
        assertEquals(Optional.of(models.resolve("checkpoints/x.safetensors")), done.filePath());
        assertEquals(
                Optional.of(new BaseFamily("sdxl")),
                world.assets().get(0).card().baseFamily());
    }

    @Test
    void rejectsABrokenContainerWithoutAPublishedDigest() throws Exception {
        world.inspection = new Inspection(
                Optional.of("safetensors"),
                ModelType.LORA,
                Optional.empty(),
                false,
                List.of(Finding.doubt(Codes.CONTAINER_BROKEN, "Its header promises 5 bytes more.")));
        byte[] bytes = bytes("u", 1000);
        world.page(
                "u.safetensors",
                ModelType.LORA,
                world.remote("u.safetensors", bytes).build());
        world.serve("u.safetensors", bytes);
        Download failed = rested(stowage, world.submit(stowage, "u.safetensors"));
        assertEquals(Status.FAILED, failed.status());
        assertEquals(Codes.CONTAINER_BROKEN, failed.problem().orElseThrow().code());
        assertEquals(List.of(), world.placed());
        assertEquals(1, world.quarantined().size());
    }

    @Test
    void neverAskingTurnsDoubtsIntoNotes() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        world.page(
                "x.safetensors",
                ModelType.UNKNOWN,
                world.remote("x.safetensors", bytes).sha256(sha(bytes)).build());
        Answers never = Answers.builder().review(ReviewMode.NEVER).build();
        Download done = rested(
                stowage,
                stowage.downloads()
                        .submit(world.asking("x.safetensors").answers(never).build()));
        world.assertInstalled(done, bytes);
        assertEquals(Health.OK, done.health());
        assertEquals(List.of(Codes.TYPE_UNKNOWN), codes(done));
    }

    @Test
    void asksEachTimeWhenThatIsWanted() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Answers always = Answers.builder().review(ReviewMode.ALWAYS).build();
        Download asking = rested(
                stowage,
                stowage.downloads()
                        .submit(world.asking("x.safetensors").answers(always).build()));
        assertEquals(List.of(Codes.REVIEW_WANTED), codes(asking));
        world.assertInstalled(
                rested(
                        stowage,
                        stowage.downloads().review(asking.id(), asking.draft().orElseThrow(), true)),
                bytes);
    }

    @Test
    void takesNoNameFromOtherBytes() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        byte[] others = bytes("others", 5000);
        Files.createDirectories(world.inLoras("x").getParent());
        Files.write(world.inLoras("x.safetensors"), others);
        Download asking = rested(stowage, world.submit(stowage, "x.safetensors"));
        assertEquals(Status.AWAITING_REVIEW, asking.status());
        assertEquals(List.of(Codes.TARGET_EXISTS), codes(asking));

        Download still = rested(
                stowage, stowage.downloads().review(asking.id(), asking.draft().orElseThrow(), true));
        assertEquals(Status.AWAITING_REVIEW, still.status(), "the name is taken as before");
        assertEquals(List.of(Codes.TARGET_EXISTS), codes(still));

        Download done = rested(stowage, stowage.downloads().review(asking.id(), renamed(still, "better: y?"), true));
        world.assertInstalled(done, bytes);
        assertEquals(Optional.of(world.inLoras("better_ y_.safetensors")), done.filePath());
        assertArrayEquals(others, Files.readAllBytes(world.inLoras("x.safetensors")));
        assertEquals(1, world.downloader.attempts());
    }

    @Test
    void givesWayUnderAWantedTargetToo() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Path taken = models.resolve("mine/z.safetensors");
        Files.createDirectories(taken.getParent());
        Files.writeString(taken, "others");
        Answers answers =
                Answers.builder().target(SafePath.of("mine", "z.safetensors")).build();
        Download asking = rested(
                stowage,
                stowage.downloads()
                        .submit(world.asking("x.safetensors").answers(answers).build()));
        Download done = rested(stowage, stowage.downloads().review(asking.id(), renamed(asking, "free"), true));
        world.assertInstalled(done, bytes);
        assertEquals(Optional.of(models.resolve("mine/free.safetensors")), done.filePath());
    }

    @Test
    void placesBesideOtherBytesWhenThatIsWanted() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Files.createDirectories(world.inLoras("x").getParent());
        Files.writeString(world.inLoras("x.safetensors"), "others");
        Files.writeString(world.inLoras("x (2).safetensors"), "others");
        Answers beside = Answers.builder().onDuplicate(OnDuplicate.DOWNLOAD).build();
        Download done = rested(
                stowage,
                stowage.downloads()
                        .submit(world.asking("x.safetensors").answers(beside).build()));
        world.assertInstalled(done, bytes);
        assertEquals(Optional.of(world.inLoras("x (3).safetensors")), done.filePath());
    }

    @Test
    void takesTheSameBytesThatAreThereAlready() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Files.createDirectories(world.inLoras("x").getParent());
        Files.write(world.inLoras("x.safetensors"), bytes);
        Download done = rested(stowage, world.submit(stowage, "x.safetensors"));
        world.assertInstalled(done, bytes);
        assertEquals(1, world.placed().size());
        assertEquals(List.of(), world.parts());
    }

    @Test
    void usesTheNameThatOnlyTheTransferTells() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        world.page(
                "guess",
                ModelType.LORA,
                world.remote("x.safetensors", bytes)
                        .nameProvisional(true)
                        .sha256(sha(bytes))
                        .build());
        world.fake.suggestName("told.safetensors");
        Download done = rested(stowage, world.submit(stowage, "guess"));
        world.assertInstalled(done, bytes);
        assertEquals(Optional.of(world.inLoras("told.safetensors")), done.filePath());
    }

    @Test
    void makesUpANameWhenThereIsNone() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        world.page("nameless", ModelType.LORA, fileCalled(bytes, "", "safetensors"));
        world.page("evil", ModelType.LORA, fileCalled(bytes, "../../x", "../../evil"));
        Download done = rested(stowage, world.submit(stowage, "nameless"));
        world.assertInstalled(done, bytes);
        assertTrue(
                done.fileName().orElseThrow().value().matches("fake-[0-9a-f]+\\.safetensors"),
                done.fileName().toString());
        world.registry.forget(sha(bytes));
        Download evil = rested(stowage, world.submit(stowage, "evil"));
        world.assertInstalled(evil, bytes);
        assertEquals(models.resolve("loras"), evil.filePath().orElseThrow().getParent());
    }

    @Test
    void usesThePersonsWords() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Answers answers = Answers.builder()
                .name(new FileName("mine"))
                .type(ModelType.EMBEDDING)
                .build();
        Download done = rested(
                stowage,
                stowage.downloads()
                        .submit(world.asking("x.safetensors").answers(answers).build()));
        world.assertInstalled(done, bytes);
        assertEquals(Optional.of(models.resolve("embeddings/mine.safetensors")), done.filePath());
        assertEquals("mine", world.assets().get(0).card().name());
    }

    @Test
    void refusesBytesThatWereChangedBetweenReviewAndPlacing() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Answers always = Answers.builder().review(ReviewMode.ALWAYS).build();
        Download asking = rested(
                stowage,
                stowage.downloads()
                        .submit(world.asking("x.safetensors").answers(always).build()));
        Path part = world.parts().stream()
                .filter(file -> file.endsWith("bytes.part"))
                .findFirst()
                .orElseThrow();
        Files.write(part, flipped(bytes));
        Download failed = rested(
                stowage, stowage.downloads().review(asking.id(), asking.draft().orElseThrow(), true));
        assertEquals(Status.FAILED, failed.status());
        assertEquals(Codes.PART_ALTERED, failed.problem().orElseThrow().code());
        assertEquals(List.of(), world.placed());

        Files.delete(part.resolveSibling("journal"));
        Download again = rested(stowage, stowage.downloads().retry(failed.id()));
        assertEquals(Status.AWAITING_REVIEW, again.status());
        assertEquals(List.of(Codes.REVIEW_WANTED), codes(again));
        world.assertInstalled(
                rested(
                        stowage,
                        stowage.downloads().review(asking.id(), again.draft().orElseThrow(), true)),
                bytes);
    }

    @Test
    void fetchesAgainWhatSomebodyTookAwayDuringTheReview() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Answers always = Answers.builder().review(ReviewMode.ALWAYS).build();
        Download asking = rested(
                stowage,
                stowage.downloads()
                        .submit(world.asking("x.safetensors").answers(always).build()));
        for (Path file : world.parts()) {
            Files.delete(file);
        }
        Files.delete(asking.partFolder().orElseThrow());
        Download failed = rested(
                stowage, stowage.downloads().review(asking.id(), asking.draft().orElseThrow(), true));
        assertEquals(Codes.PART_ALTERED, failed.problem().orElseThrow().code());
        Download again = rested(stowage, stowage.downloads().retry(failed.id()));
        world.assertInstalled(
                rested(
                        stowage,
                        stowage.downloads().review(again.id(), again.draft().orElseThrow(), true)),
                bytes);
    }

    private RemoteFile fileCalled(byte[] bytes, String name, String format) {
        return RemoteFile.builder(world.source.key("x.safetensors"), name)
                .format(format)
                .sha256(sha(bytes))
                .build();
    }

    private static Draft renamed(Download download, String name) {
        Draft draft = download.draft().orElseThrow();
        return new Draft(
                name,
                draft.type(),
                draft.baseModel(),
                draft.baseFamily(),
                draft.triggerWords(),
                draft.description(),
                draft.tags(),
                draft.cover());
    }

    private static List<String> codes(Download download) {
        assertFalse(download.findings().isEmpty());
        return download.findings().stream().map(Finding::code).toList();
    }
}
