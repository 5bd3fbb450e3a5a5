package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real launcher in a copy of the source tree's outline, with a Java and a Maven that only tell how they were called. */
final class LauncherTest {
    private static final String TELLING_JAVA = """
            #!/bin/sh
            echo "java=$0"
            echo "folder=$(pwd)"
            for argument; do echo "<$argument>"; done
            exit ${TEST_EXIT:-0}
            """;

    private static final String TELLING_MAVEN = """
            #!/bin/sh
            echo called >>"$TEST_ROOT/maven-calls"
            echo "Maven at work"
            [ -z "${TEST_MAVEN_FAILS:-}" ] || exit 1
            mkdir -p "$TEST_ROOT/app-javalin/target/stowage/lib"
            echo 20250101000000Z >"$TEST_ROOT/app-javalin/target/stowage/built"
            """;

    @TempDir
    private Path temp;

    private Path root;
    private Path java;

    @BeforeEach
    void layOutTree() throws IOException {
        root = Files.createDirectories(temp.resolve("source tree"));
        Path launcher = Path.of(System.getProperty("basedir", "."), "..", "stowage");
        program(root.resolve("stowage"), Files.readString(launcher));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        program(temp.resolve("bin/mvn"), TELLING_MAVEN);
        java = installJava("java now", "17.0.1");
    }

    @Test
    void keepsArgumentsAndWorkingFolderThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("linked"), Path.of("source tree/stowage"));
        Run run = run(link, Map.of(), "a b", "", "*", "it's \"quoted\"");
        assertEquals(0, run.exitCode, run.err);
        assertTrue(run.out.contains("folder=" + temp.toRealPath()), run.out);
        String main = "<-cp>\n<" + root.toRealPath() + "/app-javalin/target/stowage/lib/*>\n<dev.stowage.app.Main>\n";
        assertTrue(run.out.endsWith(main + "<a b>\n<>\n<*>\n<it's \"quoted\">\n"), run.out);
    }

    @Test
    void buildsOnceAndAgainWhenASourceChanged() throws Exception {
        Run first = run("ls");
        assertTrue(first.err.startsWith("Building Stowage (first run"), first.err);
        assertFalse(first.out.contains("Maven at work"), first.out);
        assertEquals("", run("ls").err);
        assertEquals(1, mavenCalls());

        // Newer than any build.
        Path source = Files.createDirectories(root.resolve("core/src/main")).resolve("New.java");
        Files.createFile(source);
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        assertTrue(run("ls").err.contains("sources changed"));
        assertEquals(2, mavenCalls());
        assertEquals("", run(root.resolve("stowage"), Map.of("STOWAGE_NO_BUILD", "1"), "ls").err);
    }

    @Test
    void showsTheLogOfAFailedBuild() throws Exception {
        Run run = run(root.resolve("stowage"), Map.of("TEST_MAVEN_FAILS", "yes"), "ls");
        assertEquals(1, run.exitCode);
        assertTrue(run.err.contains("Maven at work\nCould not build Stowage: Maven failed."), run.err);
        assertEquals("", run.out);
        assertFalse(Files.exists(root.resolve(".stowage-build/lock"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void refusesToStartUnbuiltWhereBuildingIsForbidden() throws Exception {
        Run run = run(root.resolve("stowage"), Map.of("STOWAGE_NO_BUILD", "1"), "ls");
        assertEquals(1, run.exitCode);
        assertTrue(run.err.contains("never built"), run.err);
    }

    @Test
    void passesTheExitCodeOn() throws Exception {
        assertEquals(10, run(root.resolve("stowage"), Map.of("TEST_EXIT", "10"), "get").exitCode);
    }

    @Test
    void refusesAnOldJavaThatWasAskedFor() throws Exception {
        Path old = installJava("old", "11.0.2");
        Run run = run(root.resolve("stowage"), Map.of("STOWAGE_JAVA", old.toString()), "ls");
        assertEquals(1, run.exitCode);
        assertTrue(run.err.contains("STOWAGE_JAVA=" + old + ": that is no Java 17 or newer"), run.err);
    }

    @Test
    void passesOverAnOldJavaHome() throws Exception {
        Path old = installJava("old", "1.8.0_402");
        Path bin = Files.createDirectories(temp.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), java.resolve("bin/java"));
        Run run = run(root.resolve("stowage"), Map.of("STOWAGE_JAVA", "", "JAVA_HOME", old.toString()), "ls");
        assertTrue(run.out.startsWith("java=" + java.toRealPath()), run.out + run.err);
    }

    @Test
    void givesTheServerTheFullCompiler() throws Exception {
        assertTrue(run("ls").out.contains("<-XX:TieredStopAtLevel=1>"));
        assertFalse(run("--port", "0", "serve").out.contains("TieredStopAtLevel"));
        assertFalse(run("demo").out.contains("TieredStopAtLevel"));
        assertTrue(run("demo", "--once").out.contains("<-XX:TieredStopAtLevel=1>"), "it ends soon");
    }

    @Test
    void passesJavaOptionsOnAsWords() throws Exception {
        Run run = run(root.resolve("stowage"), Map.of("STOWAGE_JAVA_OPTS", "-Xmx64m -Da=*"), "ls");
        assertTrue(run.out.contains("<-Xmx64m>\n<-Da=*>\n"), run.out);
    }

    @Test
    void theNativeLibraryOfTheDatabaseIsTakenFromWhereTheBuildHasPutIt() throws Exception {
        Path unpacked = root.resolve("app-javalin/target/stowage/native");
        for (String library : List.of(
                "Linux/x86_64/libsqlitejdbc.so",
                "Linux/aarch64/libsqlitejdbc.so",
                "Mac/x86_64/libsqlitejdbc.dylib",
                "Mac/aarch64/libsqlitejdbc.dylib")) {
            program(unpacked.resolve(library), "");
        }
        assertTrue(run("ls").out.contains("<-Dorg.sqlite.lib.path=" + unpacked.toRealPath() + "/"));
    }

    private Path installJava(String name, String version) throws IOException {
        Path home = Files.createDirectories(temp.resolve(name));
        program(home.resolve("bin/java"), TELLING_JAVA);
        program(home.resolve("bin/javac"), "");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"");
        return home;
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int mavenCalls() throws IOException {
        return Files.readAllLines(root.resolve("maven-calls")).size();
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        return run(root.resolve("stowage"), Map.of(), arguments);
    }

    private Run run(Path launcher, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(temp.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("STOWAGE_"));
        builder.environment().put("PATH", temp.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("STOWAGE_JAVA", java.toString());
        builder.environment().put("TEST_ROOT", root.toString());
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Run(exitCode, Files.readString(out), Files.readString(err));
    }

    private record Run(int exitCode, String out, String err) {}
}
