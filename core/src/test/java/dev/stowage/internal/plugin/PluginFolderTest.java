package dev.stowage.internal.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.ProviderReport;
import dev.stowage.model.Codes;
import dev.stowage.model.Reference;
import dev.stowage.spi.Provider;
import dev.stowage.spi.SourceResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {
    @TempDir
    Path folder;

    private PluginFolder plugins = new PluginFolder(Path.of("nowhere"));

    @AfterEach
    void close() throws Exception {
        for (PluginClassLoader loader : plugins.loaders()) {
            loader.close();
        }
    }

    @Test
    void findsAProviderInAJar() throws Exception {
        PluginJar.of(folder.resolve("acme/acme.jar"), List.of("plugin.Acme"), PluginJar.source("Acme", "acme", ""));
        read();
        assertEquals(List.of(), plugins.refused());
        Candidate candidate = plugins.candidates().get(0);
        assertEquals("acme", candidate.id());
        assertSame(SourceResolver.class, candidate.port());
        assertEquals(Candidate.Rank.PLUGIN, candidate.rank());
        assertTrue(candidate.mayFail());
        assertEquals(folder.resolve("acme").toString(), candidate.from());
    }

    @Test
    void findsClassesInFurtherJars() throws Exception {
        String helper = "package plugin; public class Words { public static String id() { return \"far\"; } }";
        String provider = PluginJar.source("Acme", "x", "").replace("\"x\"", "plugin.Words.id()");
        Path both = PluginJar.of(folder.resolve("acme/acme.jar"), List.of("plugin.Acme"), provider, helper);
        Files.createDirectories(folder.resolve("acme/lib"));
        Files.move(both, folder.resolve("acme/lib/acme.jar"));
        read();
        assertEquals("far", plugins.candidates().get(0).id());
    }

    @Test
    void keepsPluginsApart() throws Exception {
        PluginJar.of(folder.resolve("one/p.jar"), List.of("plugin.Same"), PluginJar.source("Same", "one", ""));
        PluginJar.of(folder.resolve("two/p.jar"), List.of("plugin.Same"), PluginJar.source("Same", "two", ""));
        read();
        assertEquals(
                List.of("one", "two"),
                plugins.candidates().stream().map(Candidate::id).toList());
        Class<?> one = plugins.candidates().get(0).provider().getClass();
        Class<?> two = plugins.candidates().get(1).provider().getClass();
        assertNotSame(one, two);
        assertNotSame(one.getClassLoader(), two.getClassLoader());
    }

    @Test
    void seesStowagesPublicClassesAndTheJdkOnly() throws Exception {
        PluginJar.of(folder.resolve("acme/acme.jar"), List.of("plugin.Acme"), PluginJar.source("Acme", "acme", ""));
        read();
        ClassLoader loader = plugins.candidates().get(0).provider().getClass().getClassLoader();
        assertSame(Provider.class, loader.loadClass("dev.stowage.spi.Provider"));
        assertSame(Reference.class, loader.loadClass("dev.stowage.model.Reference"));
        assertSame(ProviderReport.class, loader.loadClass("dev.stowage.api.ProviderReport"));
        assertEquals(
                "java.net.http.HttpClient",
                loader.loadClass("java.net.http.HttpClient").getName());
        for (String hidden : List.of(
                "dev.stowage.internal.engine.Engine",
                "dev.stowage.internal.plugin.PluginFolder",
                "dev.stowage.modelfiles.ModelFileInspector",
                "org.junit.jupiter.api.Test")) {
            assertThrows(ClassNotFoundException.class, () -> loader.loadClass(hidden), hidden);
        }
        assertEquals(null, loader.getResource("META-INF/services/dev.stowage.api.Assembly"));
    }

    @Test
    void reportsWhatIsBrokenAndGoesOn() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("a-garbage")).resolve("x.jar"), "no jar at all");
        Files.createDirectories(folder.resolve("b-empty"));
        PluginJar.of(
                folder.resolve("c-missing/x.jar"), List.of("plugin.Missing"), PluginJar.source("Acme", "acme", ""));
        String exploding = PluginJar.source("Acme", "acme", "")
                .replace(
                        "public Class<",
                        "public Acme() { throw new IllegalStateException(\"CANARY\"); } public Class<");
        PluginJar.of(folder.resolve("d-exploding/x.jar"), List.of("plugin.Acme"), exploding);
        String linking = PluginJar.source("Acme", "acme", "")
                .replace("public Class<", "static { if (true) throw new NoClassDefFoundError(\"x\"); } public Class<");
        PluginJar.of(folder.resolve("e-linking/x.jar"), List.of("plugin.Acme"), linking);
        PluginJar.of(
                folder.resolve("f-no-provider/x.jar"),
                List.of("java.lang.String"),
                PluginJar.source("Acme", "acme", ""));
        String mute =
                PluginJar.source("Acme", "acme", "").replace("return \"acme\"", "throw new IllegalStateException()");
        PluginJar.of(folder.resolve("g-mute/x.jar"), List.of("plugin.Acme"), mute);
        PluginJar.of(
                folder.resolve("h-climbing/x.jar"), List.of("plugin.Acme"), PluginJar.source("Acme", "../../x", ""));
        String noSettings = PluginJar.source("Acme", "acme", "")
                .replace("return List.of(Setting", "return null; } List<Setting> s() { return List.of(Setting");
        PluginJar.of(folder.resolve("i-null/x.jar"), List.of("plugin.Acme"), noSettings);
        PluginJar.of(folder.resolve("z-good/x.jar"), List.of("plugin.Acme"), PluginJar.source("Acme", "good", ""));
        Files.writeString(folder.resolve("README.txt"), "not a plugin");

        read();
        assertEquals(
                List.of("good"),
                plugins.candidates().stream().map(Candidate::id).toList());
        assertEquals(
                List.of(
                        "a-garbage",
                        "b-empty",
                        "c-missing",
                        "d-exploding",
                        "e-linking",
                        "f-no-provider",
                        "g-mute",
                        "h-climbing",
                        "i-null"),
                plugins.refused().stream().map(ProviderReport::id).toList());
        for (ProviderReport report : plugins.refused()) {
            var problem = report.problem().orElseThrow();
            assertEquals(Codes.PLUGIN_FAILED, problem.code());
            assertTrue(problem.message().contains(report.id()), problem.message());
            assertTrue(!problem.message().contains("CANARY"), problem.message());
        }
    }

    @Test
    void holdsNoPluginWhenItIsAbsent() {
        plugins = new PluginFolder(folder.resolve("absent")).read();
        assertEquals(List.of(), plugins.candidates());
        assertEquals(List.of(), plugins.refused());
    }

    private void read() {
        plugins = new PluginFolder(folder).read();
    }
}
