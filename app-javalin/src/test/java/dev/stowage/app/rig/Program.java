package dev.stowage.app.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program as the launcher runs it: the assembled jars, its options for Java, and an archive of classes that halves the start-up. A
 * process of the shell in between would only be in a tracer's way.
 */
final class Program {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path ASSEMBLY = Rig.target("stowage");
    private static final Path ARCHIVE =
            ASSEMBLY.resolve("cds-rig-" + Runtime.version().feature() + ".jsa");

    private Program() {}

    /** The command line. */
    static synchronized List<String> command(String... arguments) throws IOException, InterruptedException {
        if (!Files.exists(ARCHIVE)) {
            train();
        }
        return line("-XX:SharedArchiveFile=" + ARCHIVE, arguments);
    }

    private static List<String> line(String archive, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-Xlog:disable", "-Xshare:auto", archive));
        // Statistics of the virtual machine are files too; a tracer should see ours only.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", ASSEMBLY + "/lib/*", "dev.stowage.app.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void train() throws IOException, InterruptedException {
        if (!Files.isDirectory(ASSEMBLY.resolve("lib"))) {
            throw new IllegalStateException("The program is not assembled: run the rigs by mvn -Prigs verify");
        }
        Path folder = Files.createTempDirectory("stowage-training");
        String archive = "-XX:ArchiveClassesAtExit=" + ARCHIVE;
        List<String> command = line(archive, "get", "-q", "--type", "lora", "http://127.0.0.1/training");
        try (Child child = Child.start(folder, command, Map.of("STOWAGE_HOME", folder.toString()))) {
            child.await();
        }
        Installation.remove(folder);
    }
}
