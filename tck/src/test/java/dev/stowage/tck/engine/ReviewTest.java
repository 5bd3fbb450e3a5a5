package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Review;
import dev.stowage.api.ReviewEdit;
import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Draft;
import dev.stowage.model.DraftLimits;
import dev.stowage.model.Finding;
import dev.stowage.model.Health;
import dev.stowage.model.ModelType;
import dev.stowage.model.Problem;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.SafePath;
import dev.stowage.model.Status;
import dev.stowage.model.Verdict;
import dev.stowage.spi.StowageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a reviewer sees, may change, and brings about. */
@Timeout(60)
class ReviewTest {
    private static final String X = "x.safetensors";

    @TempDir
    Path folder;

    private World world;
    private Stowage stowage;
    private byte[] bytes = {};

    @BeforeEach
    void start() throws Exception {
        world = new World(folder.resolve("models"));
        bytes = world.lora(X);
        stowage = World.started(world.wired());
    }

    @AfterEach
    void close() {
        stowage.close();
    }

    @Test
    void aReviewerSeesWhatWouldBecomeOfIt() throws Exception {
        Download asking = underReview();
        Review review = stowage.downloads().reviewOf(asking.id());
        assertEquals(asking.draft(), Optional.of(review.draft()));
        assertEquals(world.inLoras(X), review.placement().path());
        assertEquals("lora", review.placement().rule());
        assertFalse(review.placement().explanation().isEmpty());
        assertEquals(
                List.of(Codes.REVIEW_WANTED),
                review.findings().stream().map(Finding::code).toList());
        assertEquals(Optional.of(World.sha(bytes)), review.computed().flatMap(digests -> digests.sha256()));
        assertEquals(Verdict.MATCH, review.verdict());
        assertEquals(Optional.empty(), review.target());
    }

    @Test
    void thereIsNoReviewOfWhatIsNotUnderReview() throws Exception {
        Download done = rested(stowage, world.submit(stowage, X));
        List<Executable> all = List.of(
                () -> stowage.downloads().reviewOf(done.id()),
                () -> stowage.downloads().reject(done.id(), ""),
                () -> stowage.downloads().review(done.id(), edit(done, "mine/y.safetensors"), true));
        for (Executable one : all) {
            Problem refused = assertThrows(StowageException.class, one).problem();
            assertEquals(Codes.ILLEGAL_STATE, refused.code());
            assertTrue(refused.message().contains("it is completed"), refused.message());
        }
    }

    @Test
    void aTargetIsKeptUntilItIsApproved() throws Exception {
        Download asking = underReview();
        Download edited = stowage.downloads().review(asking.id(), edit(asking, "mine/deep/y"), false);
        assertEquals(Status.AWAITING_REVIEW, edited.status());
        assertEquals(asking.version() + 1, edited.version());
        Path there = folder.resolve("models/mine/deep/y.safetensors");
        Review review = stowage.downloads().reviewOf(asking.id());
        assertEquals(there, review.placement().path());
        assertEquals(Optional.of(SafePath.of("mine", "deep", "y.safetensors")), review.target());
        assertEquals(edited, stowage.downloads().review(asking.id(), edit(asking, "mine/deep/y.safetensors"), false));
        assertFalse(Files.exists(there));

        stowage.close();
        stowage = World.started(world.wired());
        Download done = rested(
                stowage, stowage.downloads().review(asking.id(), asking.draft().orElseThrow(), true));
        world.assertInstalled(done, bytes);
        assertEquals(Optional.of(there), done.filePath());
    }

    @Test
    void withoutATargetTheRulesDecideAgain() throws Exception {
        Download asking = underReview();
        stowage.downloads().review(asking.id(), edit(asking, "mine/y.safetensors"), false);
        Draft vae = asking.draft()
                .orElseThrow()
                .with(Answers.builder().type(ModelType.VAE).build());
        Download done =
                rested(stowage, stowage.downloads().review(asking.id(), new ReviewEdit(vae, Optional.empty()), true));
        world.assertInstalled(done, bytes);
        assertEquals(Optional.of(folder.resolve("models/vae/y.safetensors")), done.filePath());
        assertEquals(ModelType.VAE, world.assets().get(0).card().type());
    }

    @Test
    void anotherNameOfTheModelNamesTheFileUnlessAPlaceIsGiven() throws Exception {
        Download asking = underReview();
        Draft dragon = named(asking, "Dragon");
        Download first = stowage.downloads().review(asking.id(), dragon, false);
        assertEquals("Dragon.safetensors", first.fileName().orElseThrow().value());
        Draft knight = named(asking, "Knight");
        SafePath place = SafePath.of("mine", "z.safetensors");
        Download second = stowage.downloads().review(asking.id(), new ReviewEdit(knight, Optional.of(place)), false);
        assertEquals("z.safetensors", second.fileName().orElseThrow().value());
        Download done = rested(
                stowage, stowage.downloads().review(asking.id(), new ReviewEdit(knight, Optional.of(place)), true));
        world.assertInstalled(done, bytes);
        assertEquals(Optional.of(folder.resolve("models/mine/z.safetensors")), done.filePath());
        assertEquals("Knight", world.assets().get(0).card().name());
    }

    @Test
    void aTargetThatIsTakenIsReviewedAgain() throws Exception {
        Download asking = underReview();
        Path taken = folder.resolve("models/mine/y.safetensors");
        Files.createDirectories(taken.getParent());
        Files.writeString(taken, "others");
        Download again =
                rested(stowage, stowage.downloads().review(asking.id(), edit(asking, "mine/y.safetensors"), true));
        assertEquals(Status.AWAITING_REVIEW, again.status());
        assertTrue(codes(again).contains(Codes.TARGET_EXISTS), again.findings()::toString);
        Download edited = stowage.downloads().review(asking.id(), edit(asking, "mine/z.safetensors"), false);
        assertFalse(codes(edited).contains(Codes.TARGET_EXISTS), "another place is another question");
        Download done =
                rested(stowage, stowage.downloads().review(asking.id(), edit(asking, "mine/z.safetensors"), true));
        world.assertInstalled(done, bytes);
        assertEquals("others", Files.readString(taken));
    }

    @Test
    void whatNobodyKnewIsNoDoubtAnyMoreWhenAPersonSaysIt() throws Exception {
        world.page(
                X,
                ModelType.UNKNOWN,
                world.remote(X, bytes).sha256(World.sha(bytes)).build());
        Download asking = rested(stowage, world.submit(stowage, X));
        assertEquals(List.of(Codes.TYPE_UNKNOWN), codes(asking));
        Draft lora = asking.draft()
                .orElseThrow()
                .with(Answers.builder().type(ModelType.LORA).build());
        Download done =
                rested(stowage, stowage.downloads().review(asking.id(), new ReviewEdit(lora, Optional.empty()), true));
        world.assertInstalled(done, bytes);
        assertEquals(List.of(), codes(done));
        assertEquals(Health.OK, done.health());
        assertEquals(Optional.of(world.inLoras(X)), done.filePath());
    }

    @Test
    void whatIsRejectedIsCancelledWithTheReasonAndItsBytesStay() throws Exception {
        Download asking = underReview();
        Download rejected = stowage.downloads().reject(asking.id(), "  licence\nforbids it ");
        assertEquals(Status.CANCELLED, rejected.status());
        assertTrue(
                rejected.messages().contains("It was rejected in a review: licence forbids it"),
                rejected.messages()::toString);
        assertEquals(
                "rejected",
                stowage.downloads()
                        .history(asking.id())
                        .get((int) rejected.version() - 1)
                        .reason());
        assertEquals(rejected, stowage.downloads().reject(asking.id(), "again"));
        assertEquals(List.of(), world.placed());
        assertFalse(world.parts().isEmpty());
        assertEquals(List.of(), world.assets());
        world.assertInstalled(rested(stowage, world.submit(stowage, X)), bytes);
    }

    @Test
    void whatNobodyCanMeanIsNotKept() throws Exception {
        Download asking = underReview();
        ReviewEdit huge = new ReviewEdit(named(asking, "x".repeat(DraftLimits.NAME + 1)), Optional.empty());
        for (boolean approve : new boolean[] {false, true}) {
            Problem refused = assertThrows(
                            StowageException.class, () -> stowage.downloads().review(asking.id(), huge, approve))
                    .problem();
            assertEquals(Codes.BAD_DRAFT, refused.code());
            assertTrue(refused.message().contains("1 to 200 characters"), refused.message());
        }
        Download done = rested(
                stowage, stowage.downloads().review(asking.id(), asking.draft().orElseThrow(), true));
        Asset asset = stowage.library().find(done.assetId().orElseThrow()).orElseThrow();
        Problem refused = assertThrows(
                        StowageException.class, () -> stowage.library().edit(asset.id(), asset.version(), huge.draft()))
                .problem();
        assertEquals(Codes.BAD_DRAFT, refused.code());
    }

    private Download underReview() throws Exception {
        Answers always = Answers.builder().review(ReviewMode.ALWAYS).build();
        Download asking = rested(
                stowage,
                stowage.downloads().submit(world.asking(X).answers(always).build()));
        assertEquals(Status.AWAITING_REVIEW, asking.status());
        return asking;
    }

    private static ReviewEdit edit(Download asking, String target) {
        return new ReviewEdit(asking.draft().orElseThrow(), Optional.of(SafePath.parse(target)));
    }

    private static Draft named(Download asking, String name) {
        Draft draft = asking.draft().orElseThrow();
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
        return download.findings().stream().map(Finding::code).toList();
    }
}
