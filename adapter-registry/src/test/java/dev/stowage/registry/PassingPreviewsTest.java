package dev.stowage.registry;

import static dev.stowage.registry.Assets.id;
import static dev.stowage.registry.Assets.showing;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Problem;
import dev.stowage.model.StoredPreview;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.LoopbackHttpGateway;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Gate;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Previews of what is no asset: fetched once for all who look, kept as long as there is room. */
@Timeout(60)
final class PassingPreviewsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] PICTURE = Pictures.of(Media.PNG, 100_000);

    @TempDir
    private Path folder;

    private final ScriptedOrigin origin = ScriptedOrigin.start();
    private final Installation installation = Installation.sqlite(() -> folder);
    private final ExecutorService viewers = Executors.newFixedThreadPool(4);

    @BeforeEach
    void open() throws Exception {
        installation
                .fetching("all", new LoopbackHttpGateway(Duration.ofSeconds(20)))
                .open();
    }

    @AfterEach
    void close() {
        viewers.shutdownNow();
        installation.close();
        origin.close();
    }

    @ParameterizedTest
    @EnumSource
    void bringsEveryKnownKind(Media media) throws Exception {
        byte[] bytes = Pictures.of(media, 200_000);
        StoredPreview brought = bring(serve("/a", media.type(), bytes));
        assertEquals(media.type(), brought.mediaType());
        assertArrayEquals(bytes, Files.readAllBytes(brought.file()));
    }

    @Test
    void whatWasBroughtIsKeptAlsoForTheNextProcess() throws Exception {
        PreviewMedia media = serve("/a", "image/png", PICTURE);
        StoredPreview first = bring(media);
        assertEquals(first, bring(media));
        installation.reopen();
        assertEquals(first, bring(media));
        assertEquals(1, origin.requests().size());
    }

    @Test
    void severalWhoLookAtOneWaitForOneRequest() throws Exception {
        PreviewMedia media = serve("/a", "image/png", PICTURE);
        Gate gate = new Gate();
        origin.route("/a").next(BodyFaults.heldAt(1000, gate));
        List<Future<StoredPreview>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(viewers.submit(() -> bring(media)));
        }
        gate.awaitReached(PATIENCE);
        gate.open();
        for (Future<StoredPreview> one : all) {
            assertArrayEquals(PICTURE, Files.readAllBytes(one.get().file()));
        }
        assertEquals(1, origin.requests().size());
    }

    @Test
    void whoGivesUpLeavesItToTheOthers() throws Exception {
        PreviewMedia media = serve("/a", "image/png", PICTURE);
        Gate gate = new Gate();
        origin.route("/a").next(BodyFaults.heldAt(1000, gate));
        PreviewCall first = call();
        Future<Optional<StoredPreview>> given =
                viewers.submit(() -> installation.library().preview(media, first));
        gate.awaitReached(PATIENCE);
        Future<StoredPreview> other = viewers.submit(() -> bring(media));
        first.end();
        ExecutionException ended = assertThrows(ExecutionException.class, given::get);
        assertTrue(ended.getCause() instanceof CancelledException, ended::toString);
        gate.open();
        assertArrayEquals(PICTURE, Files.readAllBytes(other.get().file()));
    }

    @Test
    void whatIsNeitherPictureNorClipIsToldAndNotKept() throws Exception {
        PreviewMedia media =
                serve("/a?token=abc", "image/png", Content.of("<html>").toByteArray());
        Problem refused = refused(media);
        assertEquals(Codes.CONTENT_NOT_AS_NAMED, refused.code());
        assertTrue(refused.message().startsWith("Could not fetch a preview from 127.0.0.1: "), refused.message());
        assertFalse(refused.message().contains("abc"), refused.message());
        assertEquals(List.of(), kept());
    }

    @Test
    void whatIsTooLargeOrNotThereIsTold() throws Exception {
        installation.set("largest-image-mib", "1").reopen();
        assertEquals(
                Codes.TOO_LARGE,
                refused(serve("/large", "image/jpeg", Pictures.of(Media.JPEG, (1 << 20) + 1)))
                        .code());
        PreviewMedia broken = serve("/a", "image/png", PICTURE);
        origin.route("/a").next(AnswerFaults.status(404), AnswerFaults.status(503));
        assertEquals(Codes.NOT_FOUND, refused(broken).code());
        Problem trouble = refused(broken);
        assertEquals(Codes.SERVER_TROUBLE, trouble.code());
        assertTrue(trouble.retryable());
        assertEquals(List.of(), kept());
        bring(broken);
    }

    @Test
    void otherAddressesAreNotAsked() {
        for (String address : List.of("file:///etc/passwd", "data:image/png;base64,AAAA", "/relative", "http:///x")) {
            assertEquals(
                    Codes.BAD_METADATA, refused(picture(URI.create(address))).code(), address);
        }
    }

    @Test
    void thoseThatNobodyHasLookedAtForLongestGo() throws Exception {
        installation.set("preview-cache-mib", "1").reopen();
        List<PreviewMedia> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(serve("/" + i, "image/jpeg", Pictures.of(Media.JPEG, 400_000)));
        }
        bring(all.get(0));
        later();
        bring(all.get(1));
        later();
        bring(all.get(0)); // looked at again
        later();
        bring(all.get(2));
        assertEquals(2, kept().size());
        bring(all.get(0));
        assertEquals(3, origin.requests().size());
        bring(all.get(1));
        assertEquals(4, origin.requests().size());
    }

    @Test
    void previewsOfAssetsStayWhateverIsLookedAt() throws Exception {
        installation
                .set("preview-cache-mib", "0")
                .set("closing-wait-seconds", "60")
                .reopen();
        URI address = serve("/asset", "image/png", PICTURE).address();
        installation.library().register(showing(1, address));
        installation.reopen();
        StoredPreview stored = installation.library().preview(id(1), 0).orElseThrow();
        for (int i = 0; i < 3; i++) {
            bring(serve("/" + i, "image/jpeg", Pictures.of(Media.JPEG, 400_000)));
        }
        assertArrayEquals(PICTURE, Files.readAllBytes(stored.file()));
        assertEquals(2, kept().size(), "that of the asset, and the newest one");
    }

    @Test
    void whoFetchesNoneBringsNone() throws Exception {
        installation.set("previews", "off").reopen();
        PreviewMedia media = serve("/a", "image/png", PICTURE);
        assertEquals(Optional.empty(), installation.library().preview(media, call()));
        assertEquals(List.of(), origin.requests());
    }

    private void later() {
        installation.clock().advance(Duration.ofMinutes(1));
    }

    private StoredPreview bring(PreviewMedia media) throws StowageException {
        return installation.library().preview(media, call()).orElseThrow();
    }

    private Problem refused(PreviewMedia media) {
        return assertThrows(StowageException.class, () -> bring(media)).problem();
    }

    private static PreviewCall call() {
        return new PreviewCall("a test", Optional.empty(), PATIENCE);
    }

    private PreviewMedia serve(String path, String type, byte[] bytes) {
        origin.serve(path, Resource.of(Content.of(bytes)).withContentType(type));
        return picture(origin.uri(path));
    }

    private static PreviewMedia picture(URI address) {
        return new PreviewMedia(address, PreviewMedia.Kind.IMAGE);
    }

    private List<Path> kept() throws Exception {
        if (!Files.exists(installation.previews())) {
            return List.of();
        }
        try (var all = Files.walk(installation.previews())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
