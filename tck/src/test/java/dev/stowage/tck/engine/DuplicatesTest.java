package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static dev.stowage.tck.engine.World.sha;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Decision;
import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Downloads;
import dev.stowage.api.Limits;
import dev.stowage.api.Preview;
import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetOrigin;
import dev.stowage.model.Check;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.Duplicate;
import dev.stowage.model.Duplicate.MatchedBy;
import dev.stowage.model.FileName;
import dev.stowage.model.ModelType;
import dev.stowage.model.Need;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked for is there already: known before the download, or only after it. */
@Timeout(90)
class DuplicatesTest {
    private static final String X = "x.safetensors";
    private static final String MIRROR = "mirror.safetensors";

    @TempDir
    Path models;

    private World world;
    private Stowage stowage;
    private Downloads downloads;
    private byte[] bytes = {};

    /** The bytes of X are installed; a mirror has them too, under another name and by another file key. */
    @BeforeEach
    void start() throws Exception {
        world = new World(models);
        bytes = world.lora(X);
        mirror(true);
        stowage = world.started();
        downloads = stowage.downloads();
        world.assertInstalled(rested(stowage, world.submit(stowage, X)), bytes);
    }

    @AfterEach
    void stop() {
        stowage.close();
    }

    @Test
    void asksBeforeAByteIsFetchedWhenThePublishedHashIsRegistered() throws Exception {
        Download asking = rested(stowage, world.submit(stowage, MIRROR));
        assertAsks(asking, MatchedBy.PUBLISHED_HASH);
        assertEquals(
                "Could not go on with mirror.safetensors from fake:mirror.safetensors: it is already registered as Model of"
                        + " x.safetensors (" + world.inLoras(X) + "), the same bytes. Take what is there,"
                        + " or get a second file beside it.",
                asking.problem().orElseThrow().message());
        assertEquals(1, world.downloader.attempts());
    }

    @Test
    void asksWhenTheSameFileOfTheSourceWasFetchedBefore() throws Exception {
        unpublished(X, bytes);
        assertAsks(rested(stowage, world.submit(stowage, X)), MatchedBy.SOURCE);
        assertEquals(1, world.downloader.attempts());
    }

    @Test
    void asksAfterTheDownloadWhenNothingWasPublished() throws Exception {
        mirror(false);
        Download asking = rested(stowage, world.submit(stowage, MIRROR));
        assertAsks(asking, MatchedBy.COMPUTED_HASH);
        assertEquals(2, world.downloader.attempts());
        assertEquals(List.of(world.inLoras(X)), world.placed());
        assertEquals(2, world.parts().size(), "bytes and journal stay until it is answered");
    }

    @Test
    void aDigestThatThePersonGaveCountsLikeAPublishedOne() throws Exception {
        mirror(false);
        Download asking = rested(stowage, submit(MIRROR, answers -> answers.sha256(sha(bytes))));
        assertAsks(asking, MatchedBy.PUBLISHED_HASH);
    }

    @ParameterizedTest
    @EnumSource(
            value = MatchedBy.class,
            names = {"PUBLISHED_HASH", "COMPUTED_HASH"})
    void skippingTakesWhatIsThereAndTellsTheRegistryOfTheNewOrigin(MatchedBy how) throws Exception {
        mirror(how == MatchedBy.PUBLISHED_HASH);
        edit("a person's name");
        Download done = rested(stowage, submit(MIRROR, answers -> answers.onDuplicate(OnDuplicate.SKIP)));
        assertTaken(done, how);
        assertEquals(how == MatchedBy.PUBLISHED_HASH ? 1 : 2, world.downloader.attempts());
        Asset asset = world.registry.find(sha(bytes)).orElseThrow();
        assertEquals(Set.of(X, MIRROR), origins(asset));
        assertEquals("a person's name", asset.card().name());
    }

    @ParameterizedTest
    @EnumSource(
            value = MatchedBy.class,
            names = {"PUBLISHED_HASH", "COMPUTED_HASH"})
    void answeringSkipTakesWhatIsThere(MatchedBy how) throws Exception {
        mirror(how == MatchedBy.PUBLISHED_HASH);
        Download asking = rested(stowage, world.submit(stowage, MIRROR));
        assertTaken(downloads.decide(asking.id(), Decision.duplicate(OnDuplicate.SKIP)), how);
        assertEquals(Set.of(X, MIRROR), origins(world.registry.find(sha(bytes)).orElseThrow()));
    }

    @Test
    void whereOnlyTheSourceIsTheSameNothingIsLearned() throws Exception {
        unpublished(X, bytes);
        Asset before = world.registry.find(sha(bytes)).orElseThrow();
        Download done = rested(stowage, submit(X, answers -> answers.onDuplicate(OnDuplicate.SKIP)));
        assertTaken(done, MatchedBy.SOURCE);
        assertEquals(Optional.of(before), world.registry.find(sha(bytes)));
    }

    @ParameterizedTest
    @EnumSource(
            value = MatchedBy.class,
            names = {"PUBLISHED_HASH", "COMPUTED_HASH"})
    void askingAgainWithTheOptionSettlesIt(MatchedBy how) throws Exception {
        mirror(how == MatchedBy.PUBLISHED_HASH);
        Download asking = rested(stowage, world.submit(stowage, MIRROR));
        assertEquals(asking, world.submit(stowage, MIRROR), "asking again answers nothing");
        Download done = rested(stowage, submit(MIRROR, answers -> answers.onDuplicate(OnDuplicate.SKIP)));
        assertEquals(asking.id(), done.id());
        assertTaken(done, how);
    }

    @Test
    void theAnswerDownloadFetchesASecondFileBesideTheFirstWithoutReview() throws Exception {
        Download asking = rested(stowage, world.submit(stowage, X));
        downloads.decide(asking.id(), Decision.duplicate(OnDuplicate.DOWNLOAD));
        assertSecond(rested(stowage, asking), "x (2).safetensors");
        Download third = rested(stowage, submit(X, answers -> answers.onDuplicate(OnDuplicate.DOWNLOAD)));
        assertSecond(third, "x (3).safetensors");
        assertEquals(3, world.placed().size());
        assertEquals(3, world.downloader.attempts());
    }

    @Test
    void theAnswerDownloadAfterTheBytesCameFetchesNothingAgain() throws Exception {
        mirror(false);
        Download asking = rested(stowage, world.submit(stowage, MIRROR));
        downloads.decide(asking.id(), Decision.duplicate(OnDuplicate.DOWNLOAD));
        assertSecond(rested(stowage, asking), MIRROR);
        assertEquals(2, world.downloader.attempts());
        assertEquals(2, world.source.resolves(), "nor is the source asked again");
    }

    @Test
    void bytesThatWereAlteredWhileTheQuestionWasOpenAreNotTaken() throws Exception {
        mirror(false);
        Download asking = rested(stowage, submit(MIRROR, answers -> answers.sha256(sha(World.flipped(bytes)))));
        assertEquals(Status.FAILED, asking.status(), "another digest was given");
        Download open = rested(stowage, world.submit(stowage, MIRROR));
        Path part = open.partFolder().orElseThrow().resolve("bytes.part");
        byte[] altered = World.flipped(bytes);
        Files.write(part, altered);
        downloads.decide(open.id(), Decision.duplicate(OnDuplicate.DOWNLOAD));
        Download done = rested(stowage, open);
        assertEquals(Optional.of(sha(altered)), done.assetId(), "what is registered is what was placed");
        assertArrayEquals(altered, Files.readAllBytes(done.filePath().orElseThrow()));
    }

    @Test
    void otherAnswersBesideItAreFollowedToo() throws Exception {
        mirror(false);
        Download asking = rested(stowage, world.submit(stowage, MIRROR));
        Download done = rested(
                stowage,
                submit(
                        MIRROR,
                        answers -> answers.onDuplicate(OnDuplicate.DOWNLOAD)
                                .type(ModelType.VAE)
                                .name(new FileName("other"))));
        assertEquals(asking.id(), done.id());
        assertEquals(Optional.of(models.resolve("vae/other.safetensors")), done.filePath());
        assertEquals(0, world.downloader.begunAnew.size());
    }

    @Test
    void theEntryMovesToTheSecondFileOnceTheFirstIsGone() throws Exception {
        Files.delete(world.inLoras(X));
        Download done = rested(stowage, world.submit(stowage, MIRROR));
        world.assertInstalled(done, bytes);
        assertEquals(List.of(world.inLoras(MIRROR)), world.placed());
    }

    @Test
    void aFileOfAnotherSizeIsNoDuplicate() throws Exception {
        Files.writeString(world.inLoras(X), "cut");
        world.assertInstalled(rested(stowage, world.submit(stowage, MIRROR)), bytes);
    }

    @Test
    void whatIsKnownToBeDamagedIsNoDuplicate() throws Exception {
        world.registry.recordCheck(sha(bytes), new Check(Check.Condition.DAMAGED, Instant.EPOCH));
        world.assertInstalled(rested(stowage, world.submit(stowage, MIRROR)), bytes);
    }

    @Test
    void aFileThatTheAuthorReplacedIsNoDuplicate() throws Exception {
        byte[] better = World.flipped(bytes);
        world.page(
                X, ModelType.LORA, world.remote(X, better).sha256(sha(better)).build());
        world.serve(X, better);
        Download done = rested(stowage, submit(X, answers -> answers.name(new FileName("better"))));
        world.assertInstalled(done, better);
        assertEquals(2, world.assets().size());
    }

    @Test
    void aFileThatHasAnotherSizeNowIsNoDuplicate() throws Exception {
        byte[] longer = World.bytes("longer", World.LENGTH + 1);
        unpublished(X, longer);
        world.serve(X, longer);
        Download done = rested(stowage, submit(X, answers -> answers.name(new FileName("longer"))));
        world.assertInstalled(done, longer);
    }

    @Test
    void whatHasGoneSinceTheQuestionIsFetchedWhenItIsAnsweredSkip() throws Exception {
        Download asking = rested(stowage, world.submit(stowage, MIRROR));
        Files.delete(world.inLoras(X));
        downloads.decide(asking.id(), Decision.duplicate(OnDuplicate.SKIP));
        world.assertInstalled(rested(stowage, asking), bytes);
    }

    @Test
    void retryLooksAgainAndFetchesNothing() throws Exception {
        Download asking = rested(stowage, world.submit(stowage, MIRROR));
        downloads.retry(asking.id());
        assertAsks(rested(stowage, asking), MatchedBy.PUBLISHED_HASH);
        assertEquals(1, world.downloader.attempts());
        downloads.cancel(asking.id());
        mirror(false);
        Download after = rested(stowage, world.submit(stowage, MIRROR));
        downloads.retry(after.id());
        assertAsks(rested(stowage, after), MatchedBy.COMPUTED_HASH);
        assertEquals(2, world.downloader.attempts());
    }

    @Test
    void eachFileOfAGroupIsAskedAboutOnItsOwn() throws Exception {
        byte[] other = world.lora("y.safetensors");
        world.page(
                "both",
                ModelType.LORA,
                world.remote(X, bytes).sha256(sha(bytes)).build(),
                world.remote("y.safetensors", other).sha256(sha(other)).build());
        Download first = rested(stowage, submit("both", answers -> answers.files(List.of(X, "y.safetensors"))));
        assertAsks(first, MatchedBy.PUBLISHED_HASH);
        Download second = downloads.list(DownloadQuery.ALL).items().stream()
                .filter(one -> one.group().isPresent() && !one.id().equals(first.id()))
                .findFirst()
                .orElseThrow();
        world.assertInstalled(rested(stowage, second), other);
    }

    @ParameterizedTest
    @EnumSource(
            value = OnDuplicate.class,
            names = {"OVERWRITE", "LINK"})
    void whatIsNotPossibleYetIsRefusedBeforeAnythingIsCreated(OnDuplicate answer) throws Exception {
        StowageException refused = assertThrows(
                StowageException.class, () -> submit("y.safetensors", answers -> answers.onDuplicate(answer)));
        assertEquals(Problem.Kind.USAGE, refused.problem().kind());
        assertEquals(Codes.NOT_SUPPORTED, refused.problem().code());
        String message = refused.problem().message();
        assertTrue(message.contains("Use skip") && message.contains("download for a second file"), message);
        assertEquals(1, downloads.list(DownloadQuery.ALL).items().size());
        Download asking = rested(stowage, world.submit(stowage, MIRROR));
        assertEquals(
                Codes.NOT_SUPPORTED,
                assertThrows(StowageException.class, () -> downloads.decide(asking.id(), Decision.duplicate(answer)))
                        .problem()
                        .code());
        assertEquals(Optional.of(asking), downloads.find(asking.id()));
    }

    @Test
    void aPreviewTellsWhatEachFileDuplicates() throws Exception {
        byte[] other = World.bytes("y", World.LENGTH);
        world.page(
                "both",
                ModelType.LORA,
                world.remote(X, bytes).sha256(sha(bytes)).build(),
                world.remote("y.safetensors", other).sha256(sha(other)).build());
        Preview preview = downloads.preview(world.asking("both").build());
        assertEquals(
                List.of(List.of(existing(MatchedBy.PUBLISHED_HASH)), List.of()),
                preview.files().stream().map(Preview.Candidate::duplicates).toList());
    }

    @Test
    void theSecondOfTwoThatFetchTheSameBytesAtOnceFindsTheFirst() throws Exception {
        byte[] fresh = World.bytes("fresh", World.LENGTH);
        for (String name : List.of("a.safetensors", "b.safetensors")) {
            world.page(
                    name,
                    ModelType.LORA,
                    world.remote(name, fresh).sha256(sha(fresh)).build());
            world.serve(name, fresh);
        }
        Checkpoint one = world.fake.nextHolds(World.LENGTH);
        Checkpoint other = world.fake.nextHolds(World.LENGTH);
        Download a = submit("a.safetensors", answers -> answers.onDuplicate(OnDuplicate.SKIP));
        Download b = submit("b.safetensors", answers -> answers.onDuplicate(OnDuplicate.SKIP));
        one.awaitReached(World.BOUND);
        other.awaitReached(World.BOUND);
        one.open();
        other.open();
        List<Download> done = List.of(rested(stowage, a), rested(stowage, b));
        assertEquals(
                List.of(Status.COMPLETED, Status.COMPLETED),
                done.stream().map(Download::status).toList());
        assertEquals(done.get(0).filePath(), done.get(1).filePath());
        assertEquals(2, world.placed().size(), "it and X");
        assertEquals(
                Set.of("a.safetensors", "b.safetensors"),
                origins(world.registry.find(sha(fresh)).orElseThrow()));
        assertEquals(List.of(), world.parts());
    }

    @Test
    void whatHasComeWhileItWaitedIsNotFetchedAgain() throws Exception {
        world.limits = new Limits(1, 8, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(10));
        byte[] fresh = world.lora("fresh.safetensors");
        world.page(
                "page",
                ModelType.LORA,
                world.remote("fresh.safetensors", fresh).sha256(sha(fresh)).build());
        Checkpoint hold = world.fake.nextHolds(70_000);
        stowage.close();
        stowage = world.started();
        downloads = stowage.downloads();
        Download first = world.submit(stowage, "fresh.safetensors");
        hold.awaitReached(World.BOUND);
        Download second = submit("page", answers -> answers.onDuplicate(OnDuplicate.SKIP));
        while (downloads.find(second.id()).orElseThrow().status() != Status.QUEUED) {
            Thread.onSpinWait();
        }
        hold.open();
        world.assertInstalled(rested(stowage, first), fresh);
        world.assertInstalled(rested(stowage, second), fresh);
        assertEquals(2, world.downloader.attempts());
    }

    private void assertAsks(Download asking, MatchedBy how) {
        assertEquals(Optional.of(Need.DUPLICATE), asking.need(), () -> asking + ": " + asking.messages());
        assertEquals(List.of(existing(how)), asking.duplicates());
    }

    private void assertTaken(Download done, MatchedBy how) throws Exception {
        assertEquals(Status.COMPLETED, done.status(), () -> done.messages().toString());
        assertEquals(Optional.of(sha(bytes)), done.assetId());
        assertEquals(Optional.of(world.inLoras(X)), done.filePath());
        assertEquals(how, done.duplicates().get(0).matchedBy());
        assertTrue(done.messages().get(0).contains(" is already registered as "), () -> "" + done.messages());
        assertTrue(done.reason().startsWith("skipped"), done.reason());
        assertEquals(List.of(world.inLoras(X)), world.placed());
        assertEquals(List.of(), world.parts());
    }

    private void assertSecond(Download done, String name) throws Exception {
        assertEquals(Status.COMPLETED, done.status(), () -> done.messages().toString());
        assertEquals(Optional.of(world.inLoras(name)), done.filePath());
        assertArrayEquals(bytes, Files.readAllBytes(world.inLoras(name)));
        assertEquals(Optional.of(sha(bytes)), done.assetId());
        assertEquals(
                world.inLoras(X), world.registry.find(sha(bytes)).orElseThrow().path(), "the entry stays");
        assertEquals(List.of(), world.parts());
    }

    private Duplicate existing(MatchedBy how) {
        Sha256 id = sha(bytes);
        return new Duplicate(id, world.registry.find(id).orElseThrow().card().name(), world.inLoras(X), how);
    }

    private void mirror(boolean published) {
        if (published) {
            world.page(
                    MIRROR,
                    ModelType.LORA,
                    world.remote(MIRROR, bytes).sha256(sha(bytes)).build());
        } else {
            unpublished(MIRROR, bytes);
        }
        world.serve(MIRROR, bytes);
    }

    private void unpublished(String name, byte[] content) {
        world.page(name, ModelType.LORA, world.remote(name, content).build());
    }

    private void edit(String name) throws StowageException {
        Draft card = world.registry.find(sha(bytes)).orElseThrow().card();
        stowage.library()
                .edit(
                        sha(bytes),
                        1,
                        new Draft(
                                name,
                                card.type(),
                                card.baseModel(),
                                card.baseFamily(),
                                card.triggerWords(),
                                card.description(),
                                card.tags(),
                                card.cover()));
    }

    private static Set<String> origins(Asset asset) {
        return asset.origins().stream()
                .map(AssetOrigin::file)
                .map(file -> file.id())
                .collect(Collectors.toSet());
    }

    private Download submit(String name, Consumer<Answers.Builder> given) throws StowageException {
        Answers.Builder answers = Answers.builder();
        given.accept(answers);
        DownloadRequest request = world.asking(name).answers(answers.build()).build();
        return downloads.submit(request);
    }
}
