package dev.stowage.internal.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.internal.memory.InMemoryLibrary;
import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.Resolution;
import dev.stowage.model.Samples;
import dev.stowage.model.Sha256;
import dev.stowage.model.UserId;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardTest {
    private static final Reference REFERENCE = new Reference("https://h.example/x");

    static List<Throwable> bugs() {
        return List.of(
                new IllegalStateException("CANARY"),
                new NullPointerException(),
                new NoClassDefFoundError("plugin/Missing"),
                new AssertionError("CANARY"),
                new Exception("sneaked past the compiler: CANARY"));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void tellsABugAsAProblemOfThatProvider(Throwable bug) {
        SourceResolver guarded = guarded(() -> bug);
        StowageException told = assertThrows(StowageException.class, () -> guarded.resolve(REFERENCE, call()));
        checkProblem(told.problem(), "resolve", bug.getClass().getName());
        assertSame(bug, told.getCause(), "for the log");
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void tellsABugWhereNoProblemIsAllowedAsWell(Throwable bug) {
        SourceResolver guarded = guarded(() -> bug);
        PluginDefectException told = assertThrows(PluginDefectException.class, () -> guarded.match(REFERENCE));
        checkProblem(told.problem(), "match", bug.getClass().getName());
    }

    @Test
    void takesNullForABug() {
        SourceResolver guarded = guarded(() -> null);
        StowageException told = assertThrows(StowageException.class, () -> guarded.resolve(REFERENCE, call()));
        checkProblem(told.problem(), "resolve", "NullPointerException");
        assertThrows(PluginDefectException.class, () -> guarded.match(REFERENCE));
        assertThrows(PluginDefectException.class, guarded::tokenOrigins);
    }

    @Test
    void letsExpectedFailuresThrough() {
        StowageException expected = new StowageException(Samples.problem());
        assertSame(
                expected,
                assertThrows(
                        StowageException.class, () -> guarded(() -> expected).resolve(REFERENCE, call())));
        CancelledException cancelled = new CancelledException();
        assertSame(
                cancelled,
                assertThrows(
                        CancelledException.class, () -> guarded(() -> cancelled).resolve(REFERENCE, call())));
    }

    @Test
    void doesNotHideThatTheMachineIsExhausted() {
        OutOfMemoryError exhausted = new OutOfMemoryError("test");
        assertSame(
                exhausted,
                assertThrows(
                        OutOfMemoryError.class, () -> guarded(() -> exhausted).resolve(REFERENCE, call())));
    }

    @Test
    void setsTheContextClassLoaderAndPutsItBack() throws Exception {
        ClassLoader own = getClass().getClassLoader();
        try (URLClassLoader somebodys = new URLClassLoader(new URL[0], null)) {
            AtomicReference<ClassLoader> seen = new AtomicReference<>();
            SourceResolver guarded = guarded(() -> {
                seen.set(Thread.currentThread().getContextClassLoader());
                return new IllegalStateException();
            });
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(somebodys);
            try {
                assertThrows(StowageException.class, () -> guarded.resolve(REFERENCE, call()));
                assertSame(own, seen.get());
                assertSame(somebodys, thread.getContextClassLoader());
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    @Test
    void keepsAFurtherFaceOfTheInstance() throws Exception {
        AssetRegistry guarded = Guard.around(AssetRegistry.class, "lib", new InMemoryLibrary(), AssetLibrary.class);
        assertTrue(guarded instanceof AssetLibrary);
        AssetRegistry plain = Guard.around(AssetRegistry.class, "own", new PlainRegistry(), AssetLibrary.class);
        assertFalse(plain instanceof AssetLibrary);
        assertEquals(Optional.empty(), plain.find(Samples.GOOD));
        plain.forget(Samples.GOOD);
    }

    private static void checkProblem(Problem problem, String method, String bug) {
        assertEquals(Codes.PLUGIN_FAILED, problem.code());
        assertTrue(problem.message().contains("SourceResolver \"acme\""), problem.message());
        assertTrue(problem.message().contains("its " + method + " failed"), problem.message());
        assertTrue(problem.message().contains(bug), problem.message());
        assertFalse(problem.message().contains("CANARY"), problem.message());
        assertFalse(problem.retryable());
    }

    private static SourceResolver guarded(Supplier<Throwable> outcome) {
        return Guard.around(SourceResolver.class, "acme", new Failing(outcome));
    }

    private static Call call() {
        return Guard.around(Call.class, "call", new NoCall());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** Does what it is told: throws it, or returns null. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static final class Failing implements SourceResolver {
        private final Supplier<Throwable> outcome;

        Failing(Supplier<Throwable> outcome) {
            this.outcome = outcome;
        }

        @Override
        public Match match(Reference reference) {
            return fail();
        }

        @Override
        public Resolution resolve(Reference reference, Call call) {
            return fail();
        }

        @Override
        public FetchTarget locate(FileKey file, Call call) {
            return fail();
        }

        @Override
        public List<Origin> tokenOrigins() {
            return fail();
        }

        private <T> T fail() {
            Throwable thrown = outcome.get();
            if (thrown != null) {
                GuardTest.<RuntimeException>sneak(thrown);
            }
            return null;
        }
    }

    private static final class NoCall implements Call {
        @Override
        public UserId user() {
            return UserId.LOCAL;
        }

        @Override
        public String correlation() {
            return "test";
        }

        @Override
        public void check() {}

        @Override
        public Subscription onCancel(Runnable action) {
            return () -> {};
        }
    }

    private static final class PlainRegistry implements AssetRegistry {
        @Override
        public Optional<Asset> find(Sha256 id) {
            return Optional.empty();
        }

        @Override
        public List<Asset> findBySource(FileKey file) {
            return List.of();
        }

        @Override
        public Asset register(Asset asset) {
            return asset;
        }

        @Override
        public void forget(Sha256 id) {}
    }
}
