package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.api.Downloads;
import dev.stowage.api.Preview;
import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Download;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import dev.stowage.tck.fake.Checkpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The base model that a person names decides where rules ask for it, and so does its family. */
@Timeout(60)
class BaseModelTest {
    private static final String X = "x.safetensors";
    private static final Answers PONY =
            Answers.builder().baseModel(new BaseModel("Pony")).build();
    private static final Answers TURBO =
            Answers.builder().baseModel(new BaseModel("SDXL Turbo")).build();

    @TempDir
    Path models;

    private World world;
    private Stowage stowage;
    private Downloads downloads;

    @BeforeEach
    void start() throws Exception {
        world = new World(models);
        world.lora(X);
        world.storage
                .rules()
                .replace(List.of(
                        new PlacementRule("pony", Map.of(Field.BASE_MODEL, Set.of("Pony")), "loras/pony"),
                        new PlacementRule("sdxl", Map.of(Field.BASE_FAMILY, Set.of("sdxl")), "loras/sdxl")));
        stowage = world.started();
        downloads = stowage.downloads();
    }

    @AfterEach
    void close() {
        stowage.close();
    }

    @Test
    void itDecidesWhereTheFileGoes() throws Exception {
        assertPlaced("loras/pony", rested(stowage, submit(PONY)));
    }

    @Test
    void itsFamilyDecidesToo() throws Exception {
        assertPlaced("loras/sdxl", rested(stowage, submit(TURBO)));
    }

    @Test
    void itCountsWhenItIsNamedLater() throws Exception {
        Checkpoint hold = world.fake.nextHolds(70_000);
        Download running = submit(Answers.NONE);
        hold.awaitReached(World.BOUND);
        assertEquals(running.id(), submit(TURBO).id());
        Download done = rested(stowage, running);
        assertPlaced("loras/sdxl", done);
        assertEquals(
                Optional.of(new BaseFamily("sdxl")), done.draft().orElseThrow().baseFamily());
    }

    @Test
    void aPreviewShowsWhatItWouldDecide() throws Exception {
        assertEquals(Optional.of("loras"), folder(Answers.NONE));
        assertEquals(Optional.of("loras/pony"), folder(PONY));
        assertEquals(Optional.of("loras/sdxl"), folder(TURBO));
    }

    private Optional<String> folder(Answers answers) throws Exception {
        Preview preview = downloads.preview(world.asking(X).answers(answers).build());
        return preview.files().get(0).placement().target().parent().map(Object::toString);
    }

    private Download submit(Answers answers) throws Exception {
        return downloads.submit(world.asking(X).answers(answers).build());
    }

    private void assertPlaced(String folder, Download done) {
        assertEquals(Optional.of(models.resolve(folder).resolve(X)), done.filePath(), done::toString);
    }
}
