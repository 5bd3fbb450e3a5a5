package dev.stowage.internal.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.spi.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A plugin as its author would ship it: sources compiled against core's public classes and packed with a services file. */
final class PluginJar {
    private static final Pattern CLASS = Pattern.compile("public (?:final )?class (\\w+)");

    private PluginJar() {}

    /** Packs classes of the package {@code plugin}, naming some of them as providers. */
    static Path of(Path jar, List<String> providers, String... sources) throws Exception {
        Path work = Files.createTempDirectory("plugin");
        try {
            compile(work, sources);
            Path services = Files.createDirectories(work.resolve("META-INF/services"));
            Files.write(services.resolve(Provider.class.getName()), providers, StandardCharsets.UTF_8);
            Files.createDirectories(jar.getParent());
            pack(work, jar);
            return jar;
        } finally {
            deleteAll(work);
        }
    }

    /** The source of a provider of a source that says its id with some code run in {@code create}. */
    static String source(String name, String id, String create) {
        return """
                package plugin;

                import dev.stowage.model.*;
                import dev.stowage.spi.*;
                import java.util.*;

                public final class %s implements Provider<SourceResolver>, SourceResolver {
                    public Class<SourceResolver> port() { return SourceResolver.class; }
                    public String id() { return "%s"; }
                    public List<Setting> settings() { return List.of(Setting.optional("speed", "How fast.")); }
                    public SourceResolver create(ProviderContext context) throws StowageException { %s return this; }
                    public Match match(Reference reference) { return Match.CERTAIN; }
                    public Resolution resolve(Reference reference, Call call) {
                        return new Resolution.Elsewhere(new Reference(getClass().getClassLoader() + ""));
                    }
                    public FetchTarget locate(FileKey file, Call call) { throw new IllegalStateException("never"); }
                }
                """.formatted(name, id, create);
    }

    /** The source of a provider whose {@code create} fails. */
    static String failing(String port) {
        return """
                package plugin;

                import dev.stowage.spi.*;

                public final class Plug implements Provider<%1$s> {
                    public Class<%1$s> port() { return %1$s.class; }
                    public String id() { return "sick"; }
                    public %1$s create(ProviderContext context) { throw new IllegalStateException(); }
                }
                """.formatted(port);
    }

    private static void compile(Path work, String... sources) throws IOException, URISyntaxException {
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            Matcher name = CLASS.matcher(source);
            assertEquals(true, name.find(), source);
            files.add(Files.writeString(work.resolve(name.group(1) + ".java"), source));
        }
        Path core = Path.of(Provider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager disk = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            messages,
                            disk,
                            null,
                            List.of("--release", "17", "-proc:none", "-cp", core.toString(), "-d", work.toString()),
                            null,
                            disk.getJavaFileObjectsFromPaths(files))
                    .call();
            assertEquals(true, compiled, messages.toString());
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                packed.putNextEntry(
                        new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Path[] all = files.toArray(Path[]::new);
            Arrays.sort(all, (a, b) -> b.compareTo(a));
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
