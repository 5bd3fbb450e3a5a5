package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageBuilder;
import dev.stowage.api.StowageListener;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.model.Secret;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Call;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.RuleStore;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenLookup;
import dev.stowage.spi.TokenStore;
import dev.stowage.spi.WorkerStore;
import dev.stowage.tck.fake.CrashingStorage;
import dev.stowage.tck.fake.FakeCall;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pasted URL may itself be the secret: it is lent for that one address, as long as the download lives, and shown nowhere. */
@Timeout(60)
class PastedSecretTest {
    private static final String PASTED = "https://web.example/x.safetensors?v=1&token=CANARY";
    private static final String CLEAN = "https://web.example/x.safetensors?v=1";

    @TempDir
    Path models;

    private World world;
    private final Web web = new Web();
    private final List<String> news = new CopyOnWriteArrayList<>();
    private byte[] bytes = {};

    @BeforeEach
    void create() {
        world = new World(models);
        bytes = World.bytes("x", World.LENGTH);
        world.fake.serve(URI.create(CLEAN), bytes);
        web.sha = World.sha(bytes).hex();
    }

    @Test
    void isLentForItsAddressToItsDownloadOnly() throws Exception {
        try (Stowage stowage = started()) {
            Download done = rested(stowage, stowage.downloads().submit(DownloadRequest.of(PASTED)));
            world.assertInstalled(done, bytes);
            assertEquals(List.of(PASTED, PASTED), web.lent, "to find out what it is, and to fetch it");
            assertEquals(List.of(), web.wronglyLent);
            assertEquals(CLEAN, done.reference().text());
        }
    }

    @Test
    void isForgottenWhenTheDownloadEnds() throws Exception {
        try (Stowage stowage = started()) {
            Download done = rested(stowage, stowage.downloads().submit(DownloadRequest.of(PASTED)));
            awaitForgotten(done.id());
            world.registry.forget(World.sha(bytes));

            web.failure = World.trouble();
            web.failures.set(100);
            Download failed = rested(stowage, stowage.downloads().submit(DownloadRequest.of(PASTED)));
            assertEquals(Status.FAILED, failed.status());
            assertEquals(Optional.of(Secret.of(PASTED)), kept(failed.id()), "it may be tried again");
            web.failures.set(0);
            world.assertInstalled(rested(stowage, stowage.downloads().retry(failed.id())), bytes);
            awaitForgotten(failed.id());
            world.registry.forget(World.sha(bytes));

            web.failures.set(100);
            Download cancelled = rested(stowage, stowage.downloads().submit(DownloadRequest.of(PASTED)));
            stowage.downloads().cancel(cancelled.id());
            awaitForgotten(cancelled.id());
        }
    }

    @Test
    void survivesARestart() throws Exception {
        Download submitted;
        try (Stowage stowage = wired().build()) {
            submitted = stowage.downloads().submit(DownloadRequest.of(PASTED));
        }
        try (Stowage stowage = started()) {
            world.assertInstalled(rested(stowage, submitted), bytes);
        }
        assertEquals(List.of(PASTED, PASTED), web.lent);
    }

    @Test
    void isReplacedByANewerOneForTheSameDownload() throws Exception {
        try (Stowage stowage = wired().build()) {
            Download first = stowage.downloads().submit(DownloadRequest.of(PASTED));
            Download same = stowage.downloads().submit(DownloadRequest.of(PASTED.replace("CANARY", "CANARY2")));
            assertEquals(first.id(), same.id());
            assertEquals(Optional.of(Secret.of(PASTED + "2")), kept(first.id()));
        }
    }

    @Test
    void isForgottenAfterAPreview() throws Exception {
        try (Stowage stowage = started()) {
            stowage.downloads().preview(DownloadRequest.of(PASTED));
            assertEquals(List.of(PASTED), web.lent);
            assertEquals(Optional.empty(), web.askAgain());
            web.failure = World.trouble();
            web.failures.set(1);
            assertThrows(StowageException.class, () -> stowage.downloads().preview(DownloadRequest.of(PASTED)));
            assertEquals(Optional.empty(), web.askAgain());
        }
    }

    @Test
    void isForgottenWhenTheDownloadCannotBeStored() throws Exception {
        Kept kept = new Kept(world.storage, ConcurrentHashMap.newKeySet());
        CrashingStorage storage = new CrashingStorage(kept).at(1, CrashingStorage.Accident.FAILS_BEFORE);
        try (Stowage stowage = world.wired(storage)
                .add(web, Map.of())
                .use(SourceResolver.class, "web", web)
                .build()) {
            assertThrows(StowageException.class, () -> stowage.downloads().submit(DownloadRequest.of(PASTED)));
            assertEquals(List.of(), stowage.downloads().list(DownloadQuery.ALL).items());
            assertEquals(Set.of(), kept.purposes);
            stowage.downloads().submit(DownloadRequest.of(PASTED));
            assertEquals(1, kept.purposes.size());
        }
    }

    @Test
    void isShownNowhere() throws Exception {
        web.failure = World.trouble();
        web.failures.set(3);
        try (Stowage stowage = started()) {
            rested(stowage, stowage.downloads().submit(DownloadRequest.of(PASTED)));
            StowageException refused = assertThrows(
                    StowageException.class,
                    () -> stowage.downloads().submit(DownloadRequest.of("nobodys.example/x?token=CANARY")));
            news.add(refused.getMessage() + refused.problem());
            StowageException login = assertThrows(
                    StowageException.class,
                    () -> stowage.downloads().submit(DownloadRequest.of("https://user:CANARY@web.example/x")));
            news.add(login.getMessage() + login.problem());
            news.add(stowage.downloads().list(DownloadQuery.ALL).toString());
            news.add(stowage.downloads().preview(DownloadRequest.of(PASTED)).toString());
            news.add(DownloadRequest.of(PASTED).toString());
            news.add(world.assets().toString());
        }
        for (String line : news) {
            assertFalse(line.contains("CANARY"), line);
        }
        assertTrue(news.size() > 10);
    }

    private StowageBuilder wired() {
        return world.wired(world.storage)
                .use(AssetRegistry.class, "test", world.registry)
                .add(web, Map.of())
                .use(SourceResolver.class, "web", web);
    }

    private Stowage started() throws StowageException {
        Stowage stowage = wired().build();
        stowage.listen(new StowageListener() {
            @Override
            public void submitted(Download download) {
                news.add(download.toString());
            }

            @Override
            public void changed(Download before, Download after) {
                news.add(after.toString());
                news.add(after.messages().toString());
            }

            @Override
            public void noticed(Problem problem) {
                news.add(problem.toString());
            }
        });
        stowage.start();
        return stowage;
    }

    /** Just after the download has ended, not before. */
    private void awaitForgotten(DownloadId id) throws StowageException {
        while (kept(id).isPresent()) {
            Thread.onSpinWait();
        }
    }

    private Optional<Secret> kept(DownloadId id) throws StowageException {
        return world.storage.tokens().find(UserId.LOCAL, "download:" + id);
    }

    /** A storage that shows for what it keeps secrets. */
    private record Kept(Storage storage, Set<String> purposes) implements Storage, TokenStore {
        @Override
        public TokenStore tokens() {
            return this;
        }

        @Override
        public Optional<Secret> find(UserId user, String source) throws StowageException {
            return storage.tokens().find(user, source);
        }

        @Override
        public void put(UserId user, String source, Secret token) throws StowageException {
            purposes.add(source);
            storage.tokens().put(user, source, token);
        }

        @Override
        public void remove(UserId user, String source) throws StowageException {
            purposes.remove(source);
            storage.tokens().remove(user, source);
        }

        @Override
        public DownloadStore downloads() {
            return storage.downloads();
        }

        @Override
        public WorkerStore workers() {
            return storage.workers();
        }

        @Override
        public RuleStore rules() {
            return storage.rules();
        }

        @Override
        public void close() {}
    }

    /** An HTTP stack that only notes what it is lent, and a source of one file that asks it as a real one would. */
    private static final class Web implements Provider<HttpGateway>, HttpGateway, SourceResolver {
        private final List<String> lent = new CopyOnWriteArrayList<>();
        private final List<String> wronglyLent = new CopyOnWriteArrayList<>();
        private volatile String sha = "";
        private volatile @Nullable Problem failure;
        private final AtomicInteger failures = new AtomicInteger();
        private volatile @Nullable TokenLookup tokens;
        private volatile Call lastCall = FakeCall.local();

        @Override
        public Class<HttpGateway> port() {
            return HttpGateway.class;
        }

        @Override
        public String id() {
            return "web-http";
        }

        @Override
        public HttpGateway create(ProviderContext context) {
            tokens = context.shared(TokenLookup.class).orElseThrow();
            return this;
        }

        @Override
        public Match match(Reference reference) {
            return reference.text().startsWith("https://web.example/") ? Match.CERTAIN : Match.NO;
        }

        @Override
        public Resolution resolve(Reference reference, Call call) throws StowageException {
            ask(reference.uri().orElseThrow(), call);
            Problem why = failure;
            if (why != null && failures.getAndDecrement() > 0) {
                throw new StowageException(why);
            }
            RemoteFile file = RemoteFile.builder(new FileKey("web", reference.text()), "x.safetensors")
                    .sha256(new Sha256(sha))
                    .build();
            ModelInfo model = ModelInfo.builder("x").type(ModelType.LORA).build();
            return new Resolution.Found(model, List.of(file), List.of());
        }

        @Override
        public FetchTarget locate(FileKey file, Call call) throws StowageException {
            ask(URI.create(file.id()), call);
            return FetchTarget.at(URI.create(file.id()));
        }

        private void ask(URI address, Call call) throws StowageException {
            lastCall = call;
            TokenLookup lookup = lookup();
            lookup.pastedUrl(call, address).ifPresent(whole -> lent.add(whole.use(url -> url)));
            for (String other : List.of("/y?v=1", "/x.safetensors", "/x.safetensors?v=2", "/x.safetensors?v=1&w=2")) {
                lookup.pastedUrl(call, URI.create("https://web.example" + other))
                        .ifPresent(s -> wronglyLent.add(other));
            }
            lookup.pastedUrl(call, URI.create("http://web.example/x.safetensors?v=1"))
                    .ifPresent(s -> wronglyLent.add("http"));
            lookup.pastedUrl(FakeCall.local(), address).ifPresent(s -> wronglyLent.add("another call"));
            lookup.tokenFor(call, new Origin("https", "web.example", 443))
                    .ifPresent(s -> wronglyLent.add("as a token"));
        }

        Optional<Secret> askAgain() throws StowageException {
            return lookup().pastedUrl(lastCall, URI.create(CLEAN));
        }

        private TokenLookup lookup() {
            TokenLookup lookup = tokens;
            if (lookup == null) {
                throw new IllegalStateException("not created");
            }
            return lookup;
        }

        @Override
        public HttpReply fetch(HttpQuery query, Call call) {
            throw new IllegalStateException("never");
        }

        @Override
        public HttpStream open(HttpQuery query, Call call) {
            throw new IllegalStateException("never");
        }
    }
}
