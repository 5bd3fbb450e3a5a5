package dev.stowage.tck.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Limits;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageBuilder;
import dev.stowage.internal.memory.InMemoryLibrary;
import dev.stowage.internal.memory.InMemoryStorage;
import dev.stowage.model.Answers;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Downloader;
import dev.stowage.spi.FileInspector;
import dev.stowage.spi.Inspection;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeDownloader;
import dev.stowage.tck.fake.FakeSource;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All that survives a restart: stores, registry, models folder, and a source with its files. */
final class World {
    /** Kept here, because a logger that nobody holds forgets its level. What goes wrong on purpose is not worth telling. */
    private static final Logger LOG = Logger.getLogger("dev.stowage");

    static final Duration BOUND = Duration.ofSeconds(30);

    /** Waits of milliseconds: a test has no time. */
    static final Limits QUICK = new Limits(4, 8, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(10));

    /** More than two pieces of the fake downloader. */
    static final int LENGTH = 150_000;

    final Path models;
    final Storage storage = new InMemoryStorage();
    final InMemoryLibrary registry = new InMemoryLibrary();
    final FakeSource source = new FakeSource("fake");
    final FakeDownloader fake = new FakeDownloader();
    final ObservedDownloader downloader = new ObservedDownloader(fake);
    Limits limits = QUICK;

    /** What is said of every file: a container that accounts for its own length, of a type that is not told. */
    volatile Inspection inspection =
            new Inspection(Optional.of("safetensors"), ModelType.UNKNOWN, Optional.empty(), true, List.of());

    volatile FileInspector inspector = (name, bytes) -> inspection;

    World(Path models) {
        LOG.setLevel(Level.OFF);
        this.models = models;
    }

    StowageBuilder wired(Storage over) {
        return Stowage.builder()
                .folders(models)
                .limits(limits)
                .use(Storage.class, "test", over)
                .use(SourceResolver.class, "fake", source)
                .use(Downloader.class, "test", downloader)
                .use(FileInspector.class, "test", (name, bytes) -> inspector.inspect(name, bytes));
    }

    StowageBuilder wired() {
        return wired(storage).use(AssetRegistry.class, "test", registry);
    }

    Stowage started() throws StowageException {
        return started(wired());
    }

    static Stowage started(StowageBuilder wired) throws StowageException {
        Stowage stowage = wired.build();
        stowage.start();
        return stowage;
    }

    /** A LoRA of one file whose digest is published, found under its file name. Returns its bytes. */
    byte[] lora(String fileName) {
        byte[] bytes = bytes(fileName, LENGTH);
        page(
                fileName,
                ModelType.LORA,
                remote(fileName, bytes).sha256(sha(bytes)).build());
        serve(fileName, bytes);
        return bytes;
    }

    /** A page about a model. */
    void page(String name, ModelType type, RemoteFile... files) {
        ModelInfo model = ModelInfo.builder("Model of " + name).type(type).build();
        source.with(name, new Resolution.Found(model, List.of(files), List.of()));
    }

    /** The bytes that really come when a file is fetched. */
    void serve(String fileName, byte[] bytes) {
        source.content(fileName, bytes);
        fake.serve(source.address(fileName), bytes);
    }

    /** A file without a published digest. */
    RemoteFile.Builder remote(String fileName, byte[] bytes) {
        return RemoteFile.builder(source.key(fileName), fileName).sizeBytes(bytes.length);
    }

    DownloadRequest.Builder asking(String name) {
        return DownloadRequest.builder(source.reference(name).text());
    }

    Download submit(Stowage stowage, String name) throws StowageException {
        return stowage.downloads().submit(asking(name).build());
    }

    /** As a program would: what is there already is taken. */
    Download submitSkipping(Stowage stowage, String name) throws StowageException {
        Answers skip = Answers.builder().onDuplicate(OnDuplicate.SKIP).build();
        return stowage.downloads().submit(asking(name).answers(skip).build());
    }

    /** What becomes of it in the end. */
    static Download rested(Stowage stowage, Download download) throws Exception {
        return rested(stowage, download.id());
    }

    static Download rested(Stowage stowage, DownloadId id) throws Exception {
        Download rested = stowage.downloads().await(id, BOUND);
        boolean moving = rested.status().carried() || rested.status() == Status.QUEUED;
        assertTrue(!moving, () -> "still " + rested.status() + ": " + rested.messages());
        return rested;
    }

    Path inLoras(String fileName) {
        return models.resolve("loras").resolve(fileName);
    }

    /** The bytes are under their final name, registered, and nothing went wrong on the way. */
    void assertInstalled(Download download, byte[] bytes) throws Exception {
        assertEquals(
                Status.COMPLETED, download.status(), () -> download.messages().toString());
        Path path = download.filePath().orElseThrow();
        assertArrayEquals(bytes, Files.readAllBytes(path), path.toString());
        assertEquals(Optional.of(sha(bytes)), download.assetId());
        assertEquals(Optional.of(path), registry.find(sha(bytes)).map(Asset::path));
        assertEquals(List.of(), downloader.violations);
    }

    /** Everything below the models folder outside the work area. */
    List<Path> placed() throws IOException {
        return filesBelow(models).stream()
                .filter(file -> !file.startsWith(models.resolve(".stowage")))
                .toList();
    }

    List<Path> parts() throws IOException {
        return filesBelow(models.resolve(".stowage/parts"));
    }

    List<Path> quarantined() throws IOException {
        return filesBelow(models.resolve(".stowage/quarantine"));
    }

    List<Asset> assets() throws StowageException {
        return registry.search(AssetQuery.ALL).items();
    }

    static Problem trouble() {
        return Problem.of(
                        Problem.Kind.NETWORK,
                        "server_trouble",
                        "download it from fake.test",
                        "the server answered 503",
                        "It is tried again.")
                .canRetry();
    }

    /** Throws anything past the compiler, as foreign code can. */
    static void sneak(Throwable thrown) {
        World.<RuntimeException>throwAs(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAs(Throwable thrown) throws E {
        throw (E) thrown;
    }

    static byte[] bytes(String seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed.hashCode()).nextBytes(bytes);
        return bytes;
    }

    /** The same but for one bit. */
    static byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        flipped[bytes.length / 2] ^= 1;
        return flipped;
    }

    static Sha256 sha(byte[] bytes) {
        try {
            return new Sha256(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Survives that somebody clears up meanwhile. */
    private static List<Path> filesBelow(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path gone, @Nullable IOException meanwhile) {
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        return files;
    }
}
