package dev.stowage.internal.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.ProviderReport;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageBuilder;
import dev.stowage.internal.memory.InMemoryStorage;
import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.Resolution;
import dev.stowage.spi.Call;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.Downloader;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.RuleStore;
import dev.stowage.spi.Setting;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenLookup;
import dev.stowage.spi.TokenStore;
import dev.stowage.spi.TransferListener;
import dev.stowage.spi.TransferRequest;
import dev.stowage.spi.TransferResult;
import dev.stowage.spi.WorkerStore;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderCatalogTest {
    @TempDir
    Path folder;

    private final List<String> events = new ArrayList<>();

    @Test
    void createsWhatIsAddedAndWhatIsDiscovered() throws Exception {
        PluginJar.of(folder.resolve("jars/d.jar"), List.of("plugin.Found"), PluginJar.source("Found", "found", ""));
        try (URLClassLoader path = onClassPath("jars/d.jar");
                Stowage stowage = builder()
                        .discover(path)
                        .add(new Source("given", events), Map.of())
                        .build()) {
            assertEquals(
                    List.of("SourceResolver given added", "SourceResolver found plugin.Found"),
                    reports(stowage, "SourceResolver"));
        }
    }

    @Test
    void whatIsAddedWinsOverWhatIsDiscovered() throws Exception {
        PluginJar.of(folder.resolve("jars/d.jar"), List.of("plugin.Found"), PluginJar.source("Found", "same", ""));
        try (URLClassLoader path = onClassPath("jars/d.jar");
                Stowage stowage = builder()
                        .discover(path)
                        .add(new Source("same", events), Map.of())
                        .build()) {
            assertEquals(List.of("SourceResolver same added"), reports(stowage, "SourceResolver"));
        }
    }

    @Test
    void theHostsOwnInstanceWinsOverAll() throws Exception {
        Source own = new Source("same", events);
        try (Stowage stowage = builder()
                .use(SourceResolver.class, "own", own)
                .add(new DownloaderProvider("added", events), Map.of())
                .build()) {
            assertEquals(List.of("Downloader test instance"), reports(stowage, "Downloader"));
            assertEquals(List.of("SourceResolver own instance"), reports(stowage, "SourceResolver"));
            assertFalse(events.contains("create added"));
        }
    }

    @Test
    void aDiscoveredProviderWinsOverAPlugin() throws Exception {
        PluginJar.of(folder.resolve("jars/d.jar"), List.of("plugin.Found"), PluginJar.source("Found", "same", ""));
        PluginJar.of(folder.resolve("plugins/p/p.jar"), List.of("plugin.Plug"), PluginJar.source("Plug", "same", ""));
        try (URLClassLoader path = onClassPath("jars/d.jar");
                Stowage stowage = builder()
                        .plugins(folder.resolve("plugins"))
                        .discover(path)
                        .build()) {
            assertEquals(
                    List.of(
                            "SourceResolver same plugin.Found",
                            "SourceResolver same " + folder.resolve("plugins/p") + " bad_config"),
                    reports(stowage, "SourceResolver"));
        }
    }

    @Test
    void refusesTwoOfOneId() {
        Problem problem = refused(
                builder().add(new Source("same", events), Map.of()).add(new OtherSource("same", events), Map.of()));
        assertTrue(
                problem.why().contains("same could not join from added: there is another SourceResolver of that id"),
                problem.why());
    }

    @Test
    void refusesToChooseBetweenTwoOfOnePort() {
        Problem problem = refused(Stowage.builder()
                .folders(folder.resolve("models"))
                .add(new DownloaderProvider("one", events), Map.of())
                .add(new DownloaderProvider("two", events), Map.of()));
        assertTrue(problem.why().contains("there are several providers of Downloader: one, two"), problem.why());
    }

    @Test
    void givesSettingsToTheirProvider() throws Exception {
        Source source = new Source("acme", events);
        try (Stowage stowage = builder()
                .add(source, Map.of("speed", "from add"))
                .setting("acme", "speed", "overridden")
                .setting("acme", "colour", "red")
                .setting("acme", "password", "hush")
                .build()) {
            assertEquals(
                    List.of("create acme", "speed=from add", "colour=red", "size=default", "password=Secret(…)"),
                    events);
        }
        events.clear();
        try (Stowage stowage = builder().add(source, Map.of()).build()) {
            assertEquals(List.of("create acme", "speed=", "colour=", "size=default", "password="), events);
        }
    }

    @Test
    void tellsAllProblemsAtOnce() {
        Problem problem = refused(Stowage.builder()
                .add(new Source("acme", events), Map.of("sped", "1"))
                .add(
                        new Failing(
                                "sick",
                                new StowageException(Problem.of(
                                        Problem.Kind.USAGE,
                                        Codes.BAD_CONFIG,
                                        "start",
                                        "its speed is not a number",
                                        ""))),
                        Map.of())
                .add(new Failing("broken", new IllegalStateException("CANARY")), Map.of())
                .setting("nobody", "key", "value"));
        assertEquals(Codes.BAD_CONFIG, problem.code());
        assertEquals(2, problem.kind().exitCode());
        for (String part : List.of(
                "no models folder is given",
                "acme has no setting sped (it has: speed, colour, size, password)",
                "there are settings for nobody, but no such provider",
                "sick could not start: its speed is not a number",
                "broken could not create the provider broken: an unexpected java.lang.IllegalStateException",
                "nothing provides a Downloader")) {
            assertTrue(problem.why().contains(part), part + " is not in: " + problem.why());
        }
        assertFalse(problem.message().contains("CANARY"), problem.message());
    }

    @Test
    void aBrokenPluginIsReportedAndHarmsNobody() throws Exception {
        PluginJar.of(
                folder.resolve("plugins/good/p.jar"), List.of("plugin.Plug"), PluginJar.source("Plug", "good", ""));
        PluginJar.of(
                folder.resolve("plugins/sick/p.jar"),
                List.of("plugin.Plug"),
                PluginJar.source("Plug", "sick", "if (true) throw new IllegalStateException(\"CANARY\");"));
        PluginJar.of(
                folder.resolve("plugins/void/p.jar"),
                List.of("plugin.Plug"),
                PluginJar.source("Plug", "void", "if (true) return null;"));
        Files.createDirectories(folder.resolve("plugins/empty"));
        try (Stowage stowage = builder()
                .plugins(folder.resolve("plugins"))
                .setting("not-loaded", "key", "value")
                .build()) {
            assertEquals(
                    List.of(
                            "SourceResolver good " + folder.resolve("plugins/good"),
                            "SourceResolver sick " + folder.resolve("plugins/sick") + " internal",
                            "SourceResolver void " + folder.resolve("plugins/void") + " internal"),
                    reports(stowage, "SourceResolver"));
            assertEquals(
                    List.of("plugin empty " + folder.resolve("plugins/empty") + " plugin_failed"),
                    reports(stowage, "plugin"));
        }
    }

    @Test
    void theBuiltInOneStandsInForABrokenPlugin() throws Exception {
        PluginJar.of(folder.resolve("plugins/sick/p.jar"), List.of("plugin.Plug"), PluginJar.failing("Storage"));
        try (Stowage stowage = builder().plugins(folder.resolve("plugins")).build()) {
            assertEquals(
                    List.of("Storage sick " + folder.resolve("plugins/sick") + " internal", "Storage default built in"),
                    reports(stowage, "Storage"));
        }
    }

    @Test
    void aMissingPortIsToldAlthoughABrokenPluginHasIt() throws Exception {
        PluginJar.of(folder.resolve("plugins/sick/p.jar"), List.of("plugin.Plug"), PluginJar.failing("Downloader"));
        Problem problem =
                refused(Stowage.builder().folders(folder.resolve("models")).plugins(folder.resolve("plugins")));
        assertTrue(problem.why().contains("nothing provides a Downloader"), problem.why());
    }

    @Test
    void createsAProviderWithItsOwnContextClassLoader() throws Exception {
        PluginJar.of(
                folder.resolve("plugins/p/p.jar"),
                List.of("plugin.Plug"),
                PluginJar.source(
                        "Plug",
                        "plug",
                        "if (Thread.currentThread().getContextClassLoader() != getClass().getClassLoader())"
                                + " throw new IllegalStateException();"));
        try (Stowage stowage = builder().plugins(folder.resolve("plugins")).build()) {
            assertEquals(
                    List.of("SourceResolver plug " + folder.resolve("plugins/p")), reports(stowage, "SourceResolver"));
        }
    }

    @Test
    void givesEachProviderThatAsksAPrivateFolder() throws Exception {
        Path data = folder.resolve("data");
        Source asking = new Source("acme", events) {
            @Override
            public SourceResolver create(ProviderContext context) {
                context.stateFolder();
                return this;
            }
        };
        try (Stowage stowage = Stowage.builder()
                .folders(folder.resolve("models"), data)
                .use(Downloader.class, "test", ProviderCatalogTest::never)
                .add(asking, Map.of())
                .add(new Source("frugal", events), Map.of())
                .build()) {
            Path own = data.resolve("providers/acme");
            assertTrue(Files.isDirectory(own));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own)));
            assertFalse(Files.exists(data.resolve("providers/frugal")));
        }
        assertTrue(Files.isDirectory(data.resolve("providers/acme")), "it survives");
    }

    @Test
    void lendsTokensToTheHttpStackOnlyAndTheHttpStackToTheOthers() throws Exception {
        List<String> seen = new ArrayList<>();
        Provider<HttpGateway> http = new Probe<>(HttpGateway.class, "http", seen);
        Provider<SourceResolver> source = new Probe<>(SourceResolver.class, "source", seen);
        try (Stowage stowage = builder()
                .add(source, Map.of())
                .add(http, Map.of())
                .share(String.class, "shared by the host")
                .build()) {
            assertEquals(
                    List.of("http: no http, tokens, shared by the host", "source: http, no tokens, shared by the host"),
                    seen);
        }
    }

    @Test
    void lendsWhatTheStorageLendsUnlessTheHostSharesItItself() throws Exception {
        List<String> seen = new ArrayList<>();
        try (Stowage stowage = builder()
                .add(new Probe<>(SourceResolver.class, "source", seen), Map.of())
                .use(Storage.class, "lender", new Lender())
                .build()) {
            assertEquals(List.of("source: no http, no tokens, lent by the storage"), seen);
        }
        try (Stowage stowage = builder()
                .add(new Probe<>(SourceResolver.class, "source", seen), Map.of())
                .use(Storage.class, "lender", new Lender())
                .share(String.class, "shared by the host")
                .build()) {
            assertEquals("source: no http, no tokens, shared by the host", seen.get(1));
        }
    }

    @Test
    void closesWhatItCreatedInReverseAndNothingElse() throws Exception {
        CloseableSource hosts = new CloseableSource("hosts", events);
        Stowage stowage = builder()
                .use(SourceResolver.class, "hosts", hosts)
                .add(new CloseableSource("one", events), Map.of())
                .add(new CloseableSource("two", events), Map.of())
                .build();
        stowage.close();
        stowage.close();
        assertEquals(
                List.of("close two", "close one"),
                events.stream().filter(e -> e.startsWith("close")).toList());
    }

    @Test
    void closesTheOthersWhenOneFailsToClose() throws Exception {
        Stowage stowage = builder()
                .add(new CloseableSource("one", events), Map.of())
                .add(new CloseableSource("boom", events), Map.of())
                .build();
        assertThrows(IllegalStateException.class, stowage::close);
        assertTrue(events.contains("close one"));
    }

    @Test
    void closesWhatItCreatedWhenTheStartIsRefused() {
        refused(builder()
                .add(new CloseableSource("one", events), Map.of())
                .add(new Failing("sick", new IllegalStateException()), Map.of()));
        assertTrue(events.contains("close one"), events.toString());
    }

    @Test
    void leavesNothingBehindWithoutADataFolder() throws Exception {
        Path[] lent = new Path[1];
        Stowage stowage = builder()
                .add(
                        new Source("acme", events) {
                            @Override
                            public SourceResolver create(ProviderContext context) {
                                lent[0] = context.stateFolder();
                                return this;
                            }
                        },
                        Map.of())
                .build();
        assertTrue(Files.isDirectory(lent[0]));
        stowage.close();
        assertFalse(Files.exists(lent[0]));
    }

    private StowageBuilder builder() {
        return Stowage.builder()
                .folders(folder.resolve("models"))
                .use(Downloader.class, "test", ProviderCatalogTest::never);
    }

    private static TransferResult never(TransferRequest request, TransferListener listener, Call call) {
        throw new AssertionError("nothing is downloaded here");
    }

    private static Problem refused(StowageBuilder builder) {
        return assertThrows(StowageException.class, builder::build).problem();
    }

    private URLClassLoader onClassPath(String jar) throws Exception {
        URL[] urls = {folder.resolve(jar).toUri().toURL()};
        return new URLClassLoader(urls, Provider.class.getClassLoader());
    }

    private static List<String> reports(Stowage stowage, String port) {
        return stowage.providers().stream()
                .filter(report -> report.port().equals(port))
                .map(ProviderCatalogTest::told)
                .toList();
    }

    private static String told(ProviderReport report) {
        return Stream.concat(
                        Stream.of(report.port(), report.id(), report.from()),
                        report.problem().map(Problem::code).stream())
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    /** A provider that is its own source. */
    private static class Source implements Provider<SourceResolver>, SourceResolver {
        private final String id;
        final List<String> events;

        Source(String id, List<String> events) {
            this.id = id;
            this.events = events;
        }

        @Override
        public Class<SourceResolver> port() {
            return SourceResolver.class;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public List<Setting> settings() {
            return List.of(
                    Setting.optional("speed", "How fast."),
                    Setting.optional("colour", "Which."),
                    Setting.withDefault("size", "How big.", "default"),
                    new Setting("password", "What.", Optional.empty(), true));
        }

        @Override
        public SourceResolver create(ProviderContext context) throws StowageException {
            events.add("create " + id);
            for (String key : List.of("speed", "colour", "size")) {
                events.add(key + "=" + context.setting(key).orElse(""));
            }
            events.add("password="
                    + context.secret("password").map(Object::toString).orElse(""));
            assertThrows(IllegalArgumentException.class, () -> context.setting("other"));
            assertThrows(IllegalArgumentException.class, () -> context.setting("password"));
            assertThrows(IllegalArgumentException.class, () -> context.secret("speed"));
            return this;
        }

        @Override
        public Match match(Reference reference) {
            return Match.NO;
        }

        @Override
        public Resolution resolve(Reference reference, Call call) {
            throw new IllegalStateException();
        }

        @Override
        public FetchTarget locate(FileKey file, Call call) {
            throw new IllegalStateException();
        }
    }

    private static final class OtherSource extends Source {
        OtherSource(String id, List<String> events) {
            super(id, events);
        }
    }

    private static final class CloseableSource extends Source implements AutoCloseable {
        CloseableSource(String id, List<String> events) {
            super(id, events);
        }

        @Override
        public void close() {
            events.add("close " + id());
            if (id().equals("boom")) {
                throw new IllegalStateException("boom");
            }
        }
    }

    /** A storage that lends a text. */
    private static final class Lender implements Storage {
        private final Storage all = new InMemoryStorage();

        @Override
        public <S> Optional<S> lent(Class<S> type) {
            return type == String.class ? Optional.of(type.cast("lent by the storage")) : Optional.empty();
        }

        @Override
        public DownloadStore downloads() {
            return all.downloads();
        }

        @Override
        public TokenStore tokens() {
            return all.tokens();
        }

        @Override
        public WorkerStore workers() {
            return all.workers();
        }

        @Override
        public RuleStore rules() {
            return all.rules();
        }

        @Override
        public void close() {
            all.close();
        }
    }

    private record DownloaderProvider(String id, List<String> events) implements Provider<Downloader> {
        @Override
        public Class<Downloader> port() {
            return Downloader.class;
        }

        @Override
        public Downloader create(ProviderContext context) {
            events.add("create " + id);
            return ProviderCatalogTest::never;
        }
    }

    private record Failing(String id, Exception failure) implements Provider<SourceResolver> {
        @Override
        public Class<SourceResolver> port() {
            return SourceResolver.class;
        }

        @Override
        public SourceResolver create(ProviderContext context) throws StowageException {
            if (failure instanceof StowageException expected) {
                throw expected;
            }
            throw (RuntimeException) failure;
        }
    }

    /** Notes what it is lent, and creates a proxy that does nothing. */
    private record Probe<T>(Class<T> port, String id, List<String> seen) implements Provider<T> {
        @Override
        public T create(ProviderContext context) {
            String http = attempted(context) == null ? "no http" : "http";
            String tokens = context.shared(TokenLookup.class).isPresent() ? "tokens" : "no tokens";
            seen.add(id + ": " + http + ", " + tokens + ", "
                    + context.shared(String.class).orElse("nothing"));
            return Guard.around(
                    port,
                    id,
                    port.cast(Proxy.newProxyInstance(
                            getClass().getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                                throw new IllegalStateException();
                            })));
        }

        private static @Nullable HttpGateway attempted(ProviderContext context) {
            try {
                return context.http();
            } catch (IllegalStateException notYet) {
                return null;
            }
        }
    }
}
