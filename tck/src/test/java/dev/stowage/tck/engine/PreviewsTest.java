package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Previews;
import dev.stowage.api.Stowage;
import dev.stowage.internal.memory.InMemoryLibrary;
import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Problem;
import dev.stowage.model.Resolution;
import dev.stowage.model.ReviewMode;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Whose previews are brought, and for which source. */
@Timeout(60)
class PreviewsTest {
    private static final String X = "x.safetensors";
    private static final PreviewMedia A = media("https://pictures.test/a.png");
    private static final PreviewMedia B = media("https://pictures.test/b.png");

    @TempDir
    Path folder;

    private World world;
    private PicturedLibrary library;
    private Stowage stowage;
    private Previews previews;

    @BeforeEach
    void start() throws Exception {
        world = new World(folder.resolve("models"));
        byte[] bytes = world.lora(X);
        ModelInfo model = ModelInfo.builder("Pictured")
                .type(ModelType.LORA)
                .previews(List.of(A, B))
                .build();
        world.source.with(
                X,
                new Resolution.Found(
                        model,
                        List.of(world.remote(X, bytes).sha256(World.sha(bytes)).build()),
                        List.of()));
        library = new PicturedLibrary(world.registry);
        stowage = World.started(world.wired(world.storage).use(AssetRegistry.class, "test", library));
        previews = stowage.previews();
    }

    @AfterEach
    void close() {
        stowage.close();
    }

    @Test
    void whatWasOfferedIsBroughtUnderItsName() throws Exception {
        String name = previews.offer("fake", A);
        assertTrue(name.matches("[0-9a-f]{32}"), name);
        assertEquals(name, previews.offer("fake", A));
        assertNotEquals(name, previews.offer("fake", B));
        assertNotEquals(name, previews.offer("other", A));
        assertEquals(PicturedLibrary.fetched(A), previews.fetch(name));
        assertEquals(List.of(Optional.of("fake")), library.sources());
    }

    @Test
    void anUnknownNameIsTold() {
        Problem refused = refused(() -> previews.fetch("0".repeat(32)));
        assertEquals(Codes.UNKNOWN_ID, refused.code());
        assertEquals(404, refused.kind().httpStatus());
    }

    @Test
    void ofManyOffersTheOldestAreForgotten() throws Exception {
        String first = previews.offer("fake", A);
        String second = previews.offer("fake", B);
        assertEquals(PicturedLibrary.fetched(A), previews.fetch(first)); // which counts as new
        for (int i = 0; i < 9_999; i++) {
            previews.offer("fake", media("https://pictures.test/" + i));
        }
        assertEquals(PicturedLibrary.fetched(A), previews.fetch(first));
        assertEquals(Codes.UNKNOWN_ID, refused(() -> previews.fetch(second)).code());
    }

    @Test
    void aDownloadShowsWhatItsSourceServesUntilItIsAnAsset() throws Exception {
        Answers always = Answers.builder().review(ReviewMode.ALWAYS).build();
        Download asking = rested(
                stowage,
                stowage.downloads().submit(world.asking(X).answers(always).build()));
        assertEquals(PicturedLibrary.fetched(B), previews.of(asking.id(), 1));
        assertEquals(List.of(Optional.of("fake")), library.sources());

        Download done = rested(
                stowage, stowage.downloads().review(asking.id(), asking.draft().orElseThrow(), true));
        assertEquals(PicturedLibrary.fetched(B), previews.of(done.id(), 1), "it is not stored yet");
        library.store(1);
        assertEquals(PicturedLibrary.stored(1), previews.of(done.id(), 1));
    }

    @Test
    void whatIsNotThereIsTold() throws Exception {
        Download done = rested(stowage, world.submit(stowage, X));
        List<Executable> all = List.of(
                () -> previews.of(done.id(), 2),
                () -> previews.of(done.id(), -1),
                () -> previews.of(new DownloadId("unknown"), 0));
        for (Executable one : all) {
            assertEquals(Codes.UNKNOWN_ID, refused(one).code());
        }
    }

    @Test
    void aLibraryThatFetchesNoneIsTold() throws Exception {
        stowage.close();
        stowage = World.started(world.wired(world.storage).use(AssetRegistry.class, "test", new InMemoryLibrary()));
        String name = stowage.previews().offer("fake", A);
        assertEquals(
                Codes.NOT_SUPPORTED,
                refused(() -> stowage.previews().fetch(name)).code());
    }

    @Test
    void closingEndsWhatIsBeingFetched() throws Exception {
        library.holds();
        String name = previews.offer("fake", A);
        ExecutorService viewer = Executors.newSingleThreadExecutor();
        try {
            Future<?> waiting = viewer.submit(() -> previews.fetch(name));
            library.awaitHeld();
            stowage.close();
            ExecutionException ended = assertThrows(ExecutionException.class, waiting::get);
            assertTrue(ended.getCause() instanceof CancelledException, ended::toString);
            assertThrows(CancelledException.class, () -> previews.fetch(name));
        } finally {
            viewer.shutdownNow();
        }
    }

    private static PreviewMedia media(String address) {
        return new PreviewMedia(URI.create(address), PreviewMedia.Kind.IMAGE);
    }

    private static Problem refused(Executable work) {
        return assertThrows(StowageException.class, work).problem();
    }
}
