package dev.stowage.tck.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Preview;
import dev.stowage.api.Stowage;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.Finding;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.Inspection;
import dev.stowage.tck.fake.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A preview is completed by what the first bytes of the file tell. */
@Timeout(60)
class PeekTest {
    private static final String X = "x.safetensors";
    private static final BaseFamily SDXL = new BaseFamily("sdxl");

    @TempDir
    Path folder;

    private final ManualClock clock = ManualClock.startingAt(Instant.parse("2026-08-01T12:00:00Z"));
    private World world;
    private @Nullable Stowage stowage;

    @BeforeEach
    void begin() {
        world = new World(folder.resolve("models"));
        world.limits = World.QUICK.glancing(World.BOUND);
        world.source.makePeekable();
        world.serve(X, World.bytes(X, World.LENGTH));
        world.page(X, ModelType.UNKNOWN, bare(X).build());
        seen(ModelType.LORA);
    }

    @AfterEach
    void close() {
        if (stowage != null) {
            stowage.close();
        }
    }

    @Test
    void whatNobodyToldIsReadFromTheFile() throws Exception {
        start();
        Preview preview = preview(X);
        assertEquals(ModelType.LORA, preview.model().type());
        assertEquals(Optional.of(SDXL), preview.model().baseFamily());
        Preview.Candidate file = preview.files().get(0);
        assertEquals(OptionalLong.of(World.LENGTH), file.file().sizeBytes());
        assertEquals(Optional.of("safetensors"), file.file().format());
        assertTrue(file.chosen());
        assertEquals(world.inLoras(X), file.placement().path());
        assertEquals(List.of(), preview.warnings());
        assertEquals(List.of(), world.parts());
    }

    @Test
    void whatTheSourceToldStays() throws Exception {
        ModelInfo model = ModelInfo.builder("Told")
                .type(ModelType.CHECKPOINT)
                .baseFamily(new BaseFamily("flux1"))
                .build();
        RemoteFile file =
                bare(X).sizeBytes(7).format("gguf").nameProvisional(true).build();
        world.source.with(X, new Resolution.Found(model, List.of(file), List.of("a warning")));
        start();
        Preview preview = preview(X);
        assertEquals(ModelType.CHECKPOINT, preview.model().type());
        assertEquals(Optional.of(new BaseFamily("flux1")), preview.model().baseFamily());
        assertEquals(OptionalLong.of(7), preview.files().get(0).file().sizeBytes());
        assertEquals(Optional.of("gguf"), preview.files().get(0).file().format());
        assertEquals(List.of("a warning"), preview.warnings());
    }

    @Test
    void aProvisionalNameGivesWayToTheOneThatTheOriginTells() throws Exception {
        world.page(X, ModelType.UNKNOWN, bare("download").nameProvisional(true).build());
        world.serve("download", World.bytes(X, World.LENGTH));
        world.fake.suggestName("told.safetensors");
        start();
        Preview.Candidate file = preview(X).files().get(0);
        assertEquals("told.safetensors", file.file().name());
        assertEquals(world.inLoras("told.safetensors"), file.placement().path());
    }

    @Test
    void nothingIsAskedWhereAllIsToldOrALookCosts() throws Exception {
        ModelInfo model =
                ModelInfo.builder("Told").type(ModelType.LORA).baseFamily(SDXL).build();
        world.source.with(X, new Resolution.Found(model, List.of(bare(X).build()), List.of()));
        start();
        preview(X);
        assertEquals(0, world.fake.peeks());

        World metered = new World(folder.resolve("metered"));
        metered.serve(X, World.bytes(X, World.LENGTH));
        metered.page(X, ModelType.UNKNOWN, metered.remote(X, new byte[0]).build());
        try (Stowage other = World.started(metered.wired())) {
            Preview preview = other.downloads().preview(metered.asking(X).build());
            assertEquals(ModelType.UNKNOWN, preview.model().type());
            assertEquals(0, metered.fake.peeks());
        }
    }

    @Test
    void aLookCanBeTurnedOff() throws Exception {
        world.limits = World.QUICK.glancing(Duration.ZERO);
        start();
        assertEquals(ModelType.UNKNOWN, preview(X).model().type());
        assertEquals(0, world.fake.peeks());
    }

    @Test
    void onlyTheFileThatIsChosenIsLookedAt() throws Exception {
        String other = "other.safetensors";
        world.serve(other, World.bytes(other, World.LENGTH));
        world.page(
                X,
                ModelType.UNKNOWN,
                bare(X).recommended(true).build(),
                bare(other).build());
        start();
        Preview preview = preview(X);
        assertEquals(1, world.fake.peeks());
        assertEquals(ModelType.UNKNOWN, preview.model().type());
        assertEquals(Optional.of(ModelType.LORA), preview.files().get(0).file().type());
        assertEquals(Optional.empty(), preview.files().get(1).file().type());
        assertEquals(world.inLoras(X), preview.files().get(0).placement().path());
    }

    @Test
    void whyALookFailedIsAWarning() throws Exception {
        world.fake.nextPeeksFail(World.trouble());
        start();
        Preview preview = preview(X);
        assertEquals(List.of(World.trouble().message()), preview.warnings());
        assertEquals(ModelType.UNKNOWN, preview.model().type());
        assertEquals(ModelType.LORA, preview(X).model().type());
    }

    @Test
    void whatIsDoubtfulAboutTheBytesIsAWarning() throws Exception {
        world.inspection = new Inspection(
                Optional.of("pickle"),
                ModelType.UNKNOWN,
                Optional.empty(),
                false,
                List.of(Finding.doubt("unsafe_format", "It can run code.")));
        start();
        assertEquals(List.of("It can run code."), preview(X).warnings());
    }

    @Test
    void aLookThatTakesTooLongIsGivenUp() throws Exception {
        world.limits = World.QUICK.glancing(Duration.ofMillis(50));
        world.fake.holdPeeks();
        start();
        Preview preview = preview(X);
        assertEquals(1, preview.warnings().size());
        assertTrue(
                preview.warnings().get(0).contains("did not come within"),
                preview.warnings().toString());
    }

    @Test
    void aDefectOfWhoeverLooksIsAWarning() throws Exception {
        world.inspector = (name, bytes) -> {
            throw new IllegalStateException("a defect");
        };
        start();
        assertTrue(preview(X).warnings().get(0).contains("FileInspector"), "the provider is named");
    }

    @Test
    void theSameFileIsLookedAtAgainOnlyAfterAWhile() throws Exception {
        start();
        preview(X);
        preview(X);
        assertEquals(1, world.fake.peeks());
        clock.advance(Duration.ofMinutes(11));
        preview(X);
        assertEquals(2, world.fake.peeks());
    }

    private void seen(ModelType type) {
        world.inspection = new Inspection(Optional.of("safetensors"), type, Optional.of(SDXL), true, List.of());
    }

    private RemoteFile.Builder bare(String name) {
        return RemoteFile.builder(world.source.key(name), name);
    }

    private void start() throws Exception {
        stowage = World.started(world.wired().clock(clock));
    }

    private Preview preview(String name) throws Exception {
        return Objects.requireNonNull(stowage)
                .downloads()
                .preview(world.asking(name).build());
    }
}
