package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.BOUND;
import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Downloads;
import dev.stowage.api.Preview;
import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.FileKey;
import dev.stowage.model.FileName;
import dev.stowage.model.Finding;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.Checkpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A reference that means more than one file. */
@Timeout(90)
class SeveralFilesTest {
    private static final String A = "part-a.safetensors";
    private static final String B = "part-b.safetensors";
    private static final String EXTRA = "extra.safetensors";
    private static final String WARNING = "Its author names a newer version.";

    @TempDir
    Path models;

    private World world;
    private Stowage stowage;
    private Downloads downloads;

    @BeforeEach
    void start() throws Exception {
        world = new World(models);
        stowage = world.started();
        downloads = stowage.downloads();
        page("set", file(A).recommended(true), file(B).recommended(true), file(EXTRA));
        page("open", file(A), file(B), file(EXTRA));
    }

    @AfterEach
    void close() {
        stowage.close();
    }

    @Test
    void whatIsRecommendedTogetherIsTakenTogether() throws Exception {
        Download first = rested(stowage, submit("set", Answers.NONE));
        assertEquals(Optional.of(first.id()), first.group());
        for (Download one : all()) {
            assertEquals(Status.COMPLETED, rested(stowage, one).status());
            assertEquals(Optional.of(first.id()), one.group());
        }
        assertEquals(
                List.of(world.inLoras(A), world.inLoras(B)),
                world.placed().stream().sorted().toList());
        assertEquals(1, world.source.resolves());
    }

    @Test
    void aFileIsMeantByWhatItsIdAloneEndsWith() throws Exception {
        FileKey key = new FileKey("fake", "org/name/folder/one.safetensors");
        FileKey other = new FileKey("fake", "org/name/other/one.safetensors");
        byte[] bytes = World.bytes(key.id(), World.LENGTH);
        world.serve(key.id(), bytes);
        world.page(
                "tree",
                ModelType.LORA,
                RemoteFile.builder(key, "folder_one.safetensors").build(),
                RemoteFile.builder(other, "other_one.safetensors").build());
        Download done = rested(stowage, submit("tree", files("folder/one.safetensors")));
        world.assertInstalled(done, bytes);
        Download asking = rested(stowage, submit("tree", files("one.safetensors")));
        assertEquals(Optional.of(Need.CHOOSE_FILE), asking.need());
        assertTrue(asking.messages().get(0).contains("it has several files \"one.safetensors\""), asking::toString);
    }

    @Test
    void aWrongNameIsSettledByARightOne() throws Exception {
        Download asking = rested(stowage, submit("open", files("nothing")));
        assertEquals(Optional.of(Need.CHOOSE_FILE), asking.need());
        String question = asking.messages().get(0);
        assertTrue(question.contains("it has no file \"nothing\""), question);
        assertFalse(question.contains("--"), () -> "the options of a command are for who uses it: " + question);
        Download again = submit("open", files(B));
        assertEquals(asking.id(), again.id());
        assertEquals(Status.COMPLETED, rested(stowage, again).status());
        assertEquals(List.of(world.inLoras(B)), world.placed());
    }

    @Test
    void aWrongNameIsForgottenWhenItIsAskedForAgainWithoutOne() throws Exception {
        world.page("one", ModelType.LORA, world.remote(A, world.lora(A)).build());
        Download asking = rested(stowage, submit("one", files("nothing")));
        assertEquals(Optional.of(Need.CHOOSE_FILE), asking.need());
        Download again = submit("one", Answers.NONE);
        assertEquals(asking.id(), again.id());
        assertEquals(Status.COMPLETED, rested(stowage, again).status());
    }

    @Test
    void askedAgainForAllFilesEachOneOfThemKeepsToItsOwn() throws Exception {
        stowage.close();
        try (Stowage later = world.wired().build()) {
            Download first = later.downloads()
                    .submit(world.asking("open").answers(files(A, B)).build());
            DownloadId second = new DownloadId(first.id() + "-2"); // as a crash leaves it behind
            world.storage
                    .downloads()
                    .create(new DownloadBuilder(second, first.owner(), first.reference(), first.createdAt())
                            .answers(files(B))
                            .group(Optional.of(first.id()))
                            .build());
            later.downloads().submit(world.asking("open").answers(files(A, B)).build());
            later.start();
            assertEquals(Status.COMPLETED, rested(later, first).status());
            for (Download one : later.downloads().list(DownloadQuery.ALL).items()) {
                assertEquals(Status.COMPLETED, rested(later, one).status());
            }
            assertEquals(2, later.downloads().list(DownloadQuery.ALL).items().size());
        }
        assertEquals(2, world.placed().size());
    }

    @Test
    void aNameForSeveralIsRefusedBeforeAnythingIsBegun() throws Exception {
        Answers named = files(A, B).toBuilder().name(new FileName("one")).build();
        assertEquals(Codes.SEVERAL_FILES, refused(() -> submit("open", named)).code());
        assertEquals(List.of(), all());
    }

    @Test
    void aNameForASetFailsIt() throws Exception {
        Download failed = rested(
                stowage,
                submit("set", Answers.builder().name(new FileName("one")).build()));
        assertEquals(Status.FAILED, failed.status());
        assertEquals(Problem.Kind.USAGE, failed.problem().orElseThrow().kind());
        assertTrue(failed.messages().get(0).contains("2 files are meant (" + A + ", " + B + ")"), failed::toString);
        assertEquals(1, all().size());
    }

    @Test
    void aNameThatComesLaterIsForOneFileToo() throws Exception {
        Checkpoint one = world.fake.nextHolds(0);
        Checkpoint two = world.fake.nextHolds(0); // either file may be the one that comes first
        Download first = submit("set", Answers.NONE);
        one.awaitReached(BOUND);
        two.awaitReached(BOUND);
        Answers named = Answers.builder().name(new FileName("one")).build();
        assertEquals(Codes.SEVERAL_FILES, refused(() -> submit("set", named)).code());
        Answers alone = files(A).toBuilder().name(new FileName("one")).build();
        assertEquals(first.id(), submit("set", alone).id());
        one.open();
        two.open();
        assertEquals(
                Optional.of(world.inLoras("one.safetensors")),
                rested(stowage, first).filePath());
    }

    @Test
    void whenTheFirstIsDoneTheOthersGoOnTogether() throws Exception {
        page(
                "three",
                file(A).recommended(true),
                file(B).recommended(true),
                file(EXTRA).recommended(true));
        Checkpoint one = world.fake.nextHolds(0);
        Checkpoint two = world.fake.nextHolds(0);
        Checkpoint three = world.fake.nextHolds(0);
        Download first = submit("three", Answers.NONE);
        one.awaitReached(BOUND);
        two.awaitReached(BOUND);
        three.awaitReached(BOUND);
        List<Download> others =
                all().stream().filter(other -> !other.id().equals(first.id())).toList();
        for (Download other : others) {
            downloads.pause(other.id());
        }
        one.open();
        two.open();
        three.open();
        assertEquals(Status.COMPLETED, rested(stowage, first).status());
        assertNotEquals(first.id(), submit("three", Answers.NONE).id(), "one of those that are left");
        for (Download other : others) {
            assertEquals(Status.COMPLETED, rested(stowage, other).status());
        }
        assertEquals(3, all().size());
    }

    @Test
    void askedForAgainAFailedOneOfThemIsTriedAgain() throws Exception {
        Checkpoint hold = world.fake.nextHolds(0);
        world.fake.nextFails(
                0, Problem.of(Problem.Kind.NOT_FOUND, Codes.GONE, "get it", "it is gone", "Look elsewhere."));
        Download first = submit("set", Answers.NONE);
        hold.awaitReached(BOUND);
        Download failed = failed();
        Download paused = all().stream()
                .filter(one -> !one.id().equals(failed.id()))
                .findFirst()
                .orElseThrow();
        downloads.pause(paused.id());
        hold.open();
        submit("set", Answers.NONE);
        assertEquals(Status.COMPLETED, rested(stowage, failed).status());
        assertEquals(Status.COMPLETED, rested(stowage, paused).status());
        assertEquals(Optional.of(first.id()), failed.group());
    }

    @Test
    void whatTheSourceWarnsOfIsNoted() throws Exception {
        warned();
        Download done = rested(stowage, submit("warned", Answers.NONE));
        assertEquals(Status.COMPLETED, done.status());
        assertTrue(done.findings().contains(Finding.note(Codes.SOURCE_WARNING, WARNING)), done::toString);
    }

    @Test
    void aPreviewShowsAllFilesAndWhichAreMeant() throws Exception {
        assertEquals(List.of(true, true, false), chosen(preview("set", Answers.NONE)));
        assertEquals(List.of(false, false, false), chosen(preview("open", Answers.NONE)));
        assertEquals(List.of(false, true, false), chosen(preview("open", files(B))));
        assertEquals(
                Codes.CHOOSE_FILE,
                refused(() -> preview("open", files("nothing"))).code());
        assertEquals(List.of(), all());
        warned();
        assertEquals(List.of(WARNING), preview("warned", Answers.NONE).warnings());
    }

    @Test
    void inAPreviewANameIsForTheFileThatIsMeant() throws Exception {
        Answers named = files(B).toBuilder()
                .name(new FileName("one"))
                .type(ModelType.VAE)
                .build();
        List<Path> places = preview("open", named).files().stream()
                .map(file -> models.relativize(file.placement().path()))
                .toList();
        assertEquals(List.of(Path.of("vae", A), Path.of("vae", "one.safetensors"), Path.of("vae", EXTRA)), places);
        Answers forSet = Answers.builder().name(new FileName("one")).build();
        assertEquals(Codes.SEVERAL_FILES, refused(() -> preview("set", forSet)).code());
    }

    private Download failed() throws StowageException {
        while (true) {
            Optional<Download> failed =
                    all().stream().filter(one -> one.status() == Status.FAILED).findFirst();
            if (failed.isPresent()) {
                return failed.get();
            }
            Thread.onSpinWait();
        }
    }

    private Preview preview(String name, Answers answers) throws StowageException {
        return downloads.preview(world.asking(name).answers(answers).build());
    }

    private Download submit(String name, Answers answers) throws StowageException {
        return downloads.submit(world.asking(name).answers(answers).build());
    }

    private List<Download> all() throws StowageException {
        return downloads.list(DownloadQuery.ALL).items();
    }

    private void page(String name, RemoteFile.Builder... files) {
        List<RemoteFile> built = new ArrayList<>();
        for (RemoteFile.Builder file : files) {
            built.add(file.build());
        }
        world.page(name, ModelType.LORA, built.toArray(RemoteFile[]::new));
    }

    private void warned() {
        ModelInfo model = ModelInfo.builder("Warned").type(ModelType.LORA).build();
        world.source.with("warned", new Resolution.Found(model, List.of(file(A).build()), List.of(WARNING)));
    }

    private RemoteFile.Builder file(String name) {
        byte[] bytes = World.bytes(name, World.LENGTH);
        world.serve(name, bytes);
        return world.remote(name, bytes).sha256(World.sha(bytes));
    }

    private static List<Boolean> chosen(Preview preview) {
        return preview.files().stream().map(Preview.Candidate::chosen).toList();
    }

    private static Answers files(String... names) {
        return Answers.builder().files(List.of(names)).build();
    }

    private static Problem refused(Executable asking) {
        return assertThrows(StowageException.class, asking).problem();
    }
}
