package dev.stowage.tck.engine;

import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.Need;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenLookup;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One origin with several sources behind it that want a login: each asks for the token as an HTTP stack does it for them. */
final class LoginSite implements Provider<HttpGateway>, HttpGateway {
    static final Origin ORIGIN = new Origin("https", "site.example", 443);
    static final Origin ELSEWHERE = new Origin("https", "other.example", 443);

    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final Map<String, Door> doors = new ConcurrentHashMap<>();
    private final List<String> fetchedFor = new CopyOnWriteArrayList<>();
    private volatile @Nullable TokenLookup lookup;

    Door door(String id) {
        return doors.computeIfAbsent(id, Door::new);
    }

    /** From now on this is the token that this source wants. */
    void accept(String source, String token) {
        accepted.put(source, token);
    }

    /** The page of the files of a source. */
    static String page(String source) {
        return ORIGIN + "/" + source + "/page";
    }

    static Answers bothFiles(String source) {
        return Answers.builder()
                .files(List.of(source + "-a.safetensors", source + "-b.safetensors"))
                .build();
    }

    void serve(World world) {
        for (String source : doors.keySet()) {
            for (String name : List.of(source + "-a.safetensors", source + "-b.safetensors")) {
                world.fake.serve(address(source, name), World.bytes(name, World.LENGTH));
            }
        }
        world.downloader.before =
                (request, attempt, call) -> fetchedFor.add(call.source().orElse("nobody"));
    }

    /** For which sources the downloader was called. */
    List<String> fetchedFor() {
        return fetchedFor;
    }

    TokenLookup lookup() {
        TokenLookup found = lookup;
        if (found == null) {
            throw new IllegalStateException("not created");
        }
        return found;
    }

    private static URI address(String source, String name) {
        return URI.create(ORIGIN + "/" + source + "/" + name);
    }

    @Override
    public Class<HttpGateway> port() {
        return HttpGateway.class;
    }

    @Override
    public String id() {
        return "login-http";
    }

    @Override
    public HttpGateway create(ProviderContext context) {
        lookup = context.shared(TokenLookup.class).orElseThrow();
        return this;
    }

    @Override
    public HttpReply fetch(HttpQuery query, Call call) {
        throw new IllegalStateException("never");
    }

    @Override
    public HttpStream open(HttpQuery query, Call call) {
        throw new IllegalStateException("never");
    }

    /** Holds somebody up until a test has done something. */
    static final class Pause {
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);

        void awaitArrival() throws InterruptedException {
            arrived.await();
        }

        void end() {
            ended.countDown();
        }

        private void pass() {
            arrived.countDown();
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One of the sources. */
    final class Door implements SourceResolver {
        private final String id;
        private final List<String> shown = new CopyOnWriteArrayList<>();
        private final AtomicInteger urlsLent = new AtomicInteger();
        private volatile @Nullable Pause pause;

        private Door(String id) {
            this.id = id;
        }

        /** The tokens that its requests carried, in order. */
        List<String> shown() {
            return shown;
        }

        /** How often a whole pasted URL was lent. */
        int urlsLent() {
            return urlsLent.get();
        }

        /** Between the look-up of the token and the answer, once. */
        Pause pauseBeforeRefusing() {
            Pause once = new Pause();
            pause = once;
            return once;
        }

        @Override
        public Match match(Reference reference) {
            return reference.text().startsWith(ORIGIN + "/" + id + "/") ? Match.CERTAIN : Match.NO;
        }

        @Override
        public Resolution resolve(Reference reference, Call call) throws StowageException {
            enter(URI.create(reference.text()), call);
            ModelInfo model = ModelInfo.builder(id).type(ModelType.LORA).build();
            return new Resolution.Found(
                    model,
                    List.of(
                            file(id + "-a.safetensors").recommended(true).build(),
                            file(id + "-b.safetensors").build()),
                    List.of());
        }

        private RemoteFile.Builder file(String name) {
            return RemoteFile.builder(new FileKey(id, name), name).sha256(World.sha(World.bytes(name, World.LENGTH)));
        }

        @Override
        public FetchTarget locate(FileKey file, Call call) throws StowageException {
            enter(address(id, file.id()), call);
            return FetchTarget.at(address(id, file.id()));
        }

        @Override
        public List<Origin> tokenOrigins() {
            return List.of(ORIGIN);
        }

        private void enter(URI address, Call call) throws StowageException {
            lookup().pastedUrl(call, address).ifPresent(url -> urlsLent.incrementAndGet());
            Optional<String> token = lookup().tokenFor(call, ORIGIN).map(secret -> secret.use(text -> text));
            token.ifPresent(shown::add);
            Pause once = pause;
            if (once != null) {
                pause = null;
                once.pass();
            }
            if (token.isEmpty() || !token.get().equals(accepted.get(id))) {
                throw new StowageException(Problem.of(
                                Problem.Kind.AUTHENTICATION,
                                Codes.LOGIN_NEEDED,
                                "look at " + id,
                                "it wants a login",
                                "Add a token.")
                        .asking(Need.ADD_TOKEN));
            }
        }
    }
}
