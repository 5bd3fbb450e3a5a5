package dev.stowage.registry;

import static dev.stowage.registry.Assets.id;
import static dev.stowage.registry.Assets.showing;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.StoredPreview;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.LoopbackHttpGateway;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.FramingFaults;
import dev.stowage.tck.origin.Gate;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.Route;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreviewsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] PICTURE = Pictures.of(Media.PNG, 100_000);

    @TempDir
    private Path folder;

    private final ScriptedOrigin origin = ScriptedOrigin.start();
    private final Installation installation = Installation.sqlite(() -> folder);

    @BeforeEach
    void open() throws Exception {
        installation
                .fetching("new", new LoopbackHttpGateway(Duration.ofSeconds(20)))
                .set("closing-wait-seconds", "60")
                .open();
    }

    @AfterEach
    void close() {
        installation.close();
        origin.close();
    }

    @ParameterizedTest
    @EnumSource
    void storesEveryKnownKind(Media media) throws Exception {
        byte[] bytes = Pictures.of(media, 200_000);
        URI address = serve("/a", media.type(), bytes);
        installation.library().register(showing(1, address));
        StoredPreview stored = settled(0).orElseThrow();
        assertEquals(media.type(), stored.mediaType());
        assertArrayEquals(bytes, Files.readAllBytes(stored.file()));
        assertEquals(
                installation.previews().resolve("00").resolve(id(1).hex()).resolve(media.fileName(0)), stored.file());
    }

    @Test
    void asksForTheSourceThatTheAssetCameFrom() throws Exception {
        HttpGateway loopback = new LoopbackHttpGateway(Duration.ofSeconds(20));
        List<Optional<String>> sources = new CopyOnWriteArrayList<>();
        HttpGateway noting = new HttpGateway() {
            @Override
            public HttpReply fetch(HttpQuery query, Call call) throws StowageException {
                return loopback.fetch(query, call);
            }

            @Override
            public HttpStream open(HttpQuery query, Call call) throws StowageException {
                sources.add(call.source());
                return loopback.open(query, call);
            }
        };
        installation.fetching("new", noting).reopen();
        installation.library().register(showing(1, serve("/a", "image/png", PICTURE)));
        assertTrue(settled(0).isPresent());
        assertEquals(List.of(Optional.of("source")), sources);
    }

    @Test
    void keepsItForThisUserAlone() throws Exception {
        installation.library().register(showing(1, serve("/a", "image/png", PICTURE)));
        Path file = settled(0).orElseThrow().file();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        for (Path above :
                List.of(file.resolve("..").normalize(), file.resolve("../..").normalize(), installation.previews())) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(above)));
        }
        assertEquals(List.of(file), files());
    }

    @ParameterizedTest
    @CsvSource({"image/png,<html>", "image/svg+xml,<svg onload='x'/>", "text/html,PNG", "video/mp4,PNG", "image/png,''"
    })
    void keepsNothingThatLies(String type, String text) throws Exception {
        byte[] bytes = text.equals("PNG") ? PICTURE : Content.of(text).toByteArray();
        installation.library().register(showing(1, serve("/a", type, bytes)));
        assertEquals(Optional.empty(), settled(0));
        assertEquals("failed", state(0));
        assertEquals(List.of(), files());
        assertEquals(1, origin.requests().size());
    }

    @Test
    void keepsNothingThatIsTooLarge() throws Exception {
        installation.set("largest-image-mib", "1").reopen();
        byte[] large = Pictures.of(Media.JPEG, (1 << 20) + 1);
        URI announced = serve("/announced", "image/jpeg", large);
        URI chunked = serve("/chunked", "image/jpeg", large);
        origin.route("/chunked").always(FramingFaults.chunked(100_000));
        URI fits = serve("/fits", "image/jpeg", Pictures.of(Media.JPEG, 1 << 20));
        installation.library().register(showing(1, announced, chunked, fits));
        assertEquals(Optional.empty(), settled(0));
        assertEquals("failed", state(0));
        assertEquals("failed", state(1));
        assertEquals("stored", state(2));
        assertEquals(1, files().size());
    }

    @Test
    void followsRedirects() throws Exception {
        URI end = serve("/end", "image/png", PICTURE);
        installation.library().register(showing(1, origin.redirects("/hops", 3, end)));
        assertTrue(settled(0).isPresent());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410, 500, 503, 429})
    void triesAgainOnlyWhatMayHelp(int status) throws Exception {
        URI address = serve("/a?secret=abc", "image/png", PICTURE);
        origin.route("/a?secret=abc").next(AnswerFaults.status(status));
        installation.library().register(showing(1, address));
        assertEquals(Optional.empty(), settled(0));
        boolean hopeless = status == 401 || status == 403 || status == 404 || status == 410;
        assertEquals(hopeless ? "failed" : "wanted", state(0));
        String why = column("problem", 0);
        assertTrue(why.startsWith("Could not fetch preview 0 of asset 00000000 from 127.0.0.1: "), why);
        assertFalse(why.contains("abc"), why);
        fetchWhatIsLeft(Duration.ofHours(1), hopeless ? "failed" : "stored");
    }

    @Test
    void triesAgainAfterBrokenConnections() throws Exception {
        serve("/a", "image/png", PICTURE);
        origin.route("/a").next(BodyFaults.cutAt(50_000), BodyFaults.resetAt(10), AnswerFaults.hangUp());
        installation.library().register(showing(1, origin.uri("/a")));
        assertEquals(Optional.empty(), settled(0));
        assertEquals(List.of(), files());
        for (String expected : List.of("wanted", "wanted", "stored")) {
            fetchWhatIsLeft(Duration.ofHours(1), expected);
        }
    }

    @Test
    void givesUpAfterAFewAttempts() throws Exception {
        Route route = origin.route("/a").always(AnswerFaults.status(503));
        installation.library().register(showing(1, origin.uri("/a")));
        assertEquals(Optional.empty(), settled(0));
        for (String expected : List.of("wanted", "wanted", "wanted", "failed", "failed")) {
            fetchWhatIsLeft(Duration.ofHours(9), expected);
        }
        assertEquals(5, origin.requests().size(), route::toString);
    }

    @Test
    void waitsBeforeItTriesAgain() throws Exception {
        origin.route("/a").always(AnswerFaults.status(503));
        installation.library().register(showing(1, origin.uri("/a")));
        assertEquals(Optional.empty(), settled(0));
        fetchWhatIsLeft(Duration.ofSeconds(14), "wanted");
        assertEquals(1, origin.requests().size());
    }

    @Test
    void aSlowHostHoldsNobodyUp() throws Exception {
        Gate gate = new Gate();
        URI slow = serve("/slow", "image/png", PICTURE);
        origin.route("/slow").next(BodyFaults.heldAt(1000, gate));
        installation.set("closing-wait-seconds", "0").reopen();
        installation.library().register(showing(1, slow));
        gate.awaitReached(PATIENCE);
        assertTrue(installation.library().find(id(1)).isPresent());
        installation.close();
        gate.open();
        assertEquals(List.of(), files());
        fetchWhatIsLeft(Duration.ZERO, "stored");
    }

    @Test
    void whatTakesTooLongIsTriedAgain() throws Exception {
        installation.set("preview-timeout-seconds", "0").reopen();
        installation.library().register(showing(1, serve("/a", "image/png", PICTURE)));
        assertEquals(Optional.empty(), settled(0));
        assertTrue(column("problem", 0).contains("it was not there after 0 s"));
        installation.set("preview-timeout-seconds", "60");
        fetchWhatIsLeft(Duration.ofHours(1), "stored");
    }

    @Test
    void otherAddressesAreNotAsked() throws Exception {
        List<URI> addresses = Stream.of("file:///etc/passwd", "data:image/png;base64,AAAA", "/relative", "http:///x")
                .map(URI::create)
                .toList();
        installation.library().register(showing(1, addresses.toArray(URI[]::new)));
        assertEquals(Optional.empty(), settled(0));
        for (int n = 0; n < addresses.size(); n++) {
            assertEquals("failed", state(n), addresses.get(n).toString());
        }
    }

    @Test
    void fetchesTheFirstOnesOnly() throws Exception {
        installation.set("previews-per-asset", "3").reopen();
        URI[] addresses = IntStream.range(0, 5)
                .mapToObj(n -> serve("/" + n, "image/png", PICTURE))
                .toArray(URI[]::new);
        installation.library().register(showing(1, addresses));
        assertTrue(settled(2).isPresent());
        assertEquals(Optional.empty(), installation.library().preview(id(1), 3));
        assertEquals(3, files().size());
    }

    @Test
    void manyAreFetchedOnceEach() throws Exception {
        URI shared = serve("/a", "image/png", PICTURE);
        for (int number = 1; number <= 30; number++) {
            installation.library().register(showing(number, shared, serve("/" + number, "image/png", PICTURE)));
        }
        installation.set("previews", "off").reopen();
        for (int number = 1; number <= 30; number++) {
            assertTrue(installation.library().preview(id(number), 1).isPresent(), "asset " + number);
        }
        assertEquals(60, origin.requests().size());
    }

    @Test
    void whatWasLeftIsFetchedByThoseWhoFetchAll() throws Exception {
        installation.set("previews", "off").reopen();
        installation.library().register(showing(1, serve("/a", "image/png", PICTURE)));
        installation.clock().advance(Duration.ofSeconds(1));
        installation.set("previews", "new").reopen();
        installation.library().register(showing(2, serve("/b", "image/png", PICTURE)));
        assertEquals(Optional.empty(), settled(0));
        assertEquals(1, origin.requests().size());
        fetchWhatIsLeft(Duration.ZERO, "stored");
    }

    @Test
    void aFileThatWasTakenAwayIsFetchedAgain() throws Exception {
        installation.library().register(showing(1, serve("/a", "image/png", PICTURE)));
        Files.delete(settled(0).orElseThrow().file());
        installation.set("previews", "new").reopen();
        assertEquals(Optional.empty(), installation.library().preview(id(1), 0));
        assertTrue(settled(0).isPresent());
    }

    @Test
    void forgettingTakesPreviewsAway() throws Exception {
        URI address = serve("/a", "image/png", PICTURE);
        installation.library().register(showing(1, address));
        installation.library().register(showing(2, address));
        assertTrue(settled(0).isPresent());
        assertEquals(2, files().size());
        installation.library().forget(id(1));
        assertEquals(1, files().size());
        assertEquals(Optional.empty(), installation.library().preview(id(1), 0));
    }

    @Test
    void ofAnotherOriginOnlyWhatIsNewIsFetched() throws Exception {
        URI first = serve("/a", "image/png", PICTURE);
        installation.library().register(showing(1, first));
        assertTrue(settled(0).isPresent());
        installation.set("previews", "new").reopen();
        installation.library().register(showing(1, serve("/b", "image/png", PICTURE), first));
        assertTrue(settled(1).isPresent());
        assertEquals(2, origin.requests().size());
    }

    private URI serve(String path, String type, byte[] bytes) {
        origin.serve(path, Resource.of(Content.of(bytes)).withContentType(type));
        return origin.uri(path);
    }

    /** What there is of asset 1 once this process has done what it can and another looks. */
    private Optional<StoredPreview> settled(int n) throws Exception {
        return installation.set("previews", "off").reopen().preview(id(1), n);
    }

    /** Another process, so much later, fetches everything that is missing until the first preview has that state. */
    private void fetchWhatIsLeft(Duration later, String expected) throws Exception {
        installation.close(); // before the time comes: an attempt that closing breaks off counts for nothing
        installation.clock().advance(later);
        installation.set("previews", "all").reopen().find(id(1));
        PreviewQueries previews = new PreviewQueries(installation.database());
        Instant now = installation.clock().instant();
        for (long began = System.nanoTime(); System.nanoTime() - began < PATIENCE.toNanos(); LockSupport.parkNanos(5)) {
            if (installation
                    .database()
                    .read(handle -> previews.due(handle, now, Instant.MIN, 1))
                    .isEmpty()) {
                break;
            }
        }
        assertEquals(expected, state(0));
    }

    private String state(int n) throws Exception {
        return column("state", n);
    }

    private String column(String name, int n) throws Exception {
        return installation
                .database()
                .read(handle -> handle.createQuery(
                                "SELECT " + name + " FROM main.asset_previews WHERE asset = :asset AND n = :n")
                        .bind("asset", id(1).hex())
                        .bind("n", n)
                        .mapTo(String.class)
                        .one());
    }

    private List<Path> files() throws Exception {
        if (!Files.exists(installation.previews())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(installation.previews())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
