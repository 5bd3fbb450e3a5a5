package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that a rig has started, and what it says. */
final class Child implements AutoCloseable {
    /** What a process ends with that was killed by SIGKILL, and a shell or tracer that tells of it. */
    static final int KILLED = 128 + 9;

    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path out;
    private final Path err;

    private Child(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** What is left of a process. */
    record Finished(int exitCode, String out, String err) {
        @Override
        public String toString() {
            return "exit code " + exitCode + "\n" + out + err;
        }
    }

    /** Starts a program in a folder; its output goes to files elsewhere. */
    static Child start(Path folder, List<String> command, Map<String, String> environment) throws IOException {
        Path out = Files.createTempFile("stowage-rig", ".out");
        Path err = Files.createTempFile("stowage-rig", ".err");
        ProcessBuilder builder = new ProcessBuilder(Foreground.command(command))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Foreground.clear(builder.environment());
        builder.environment().putAll(environment);
        return new Child(builder.start(), out, err);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, to this process alone. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGINT, as Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    Finished await() throws IOException, InterruptedException {
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String said = Files.readString(err);
        assertTrue(ended, () -> "It does not end: " + said);
        return new Finished(process.exitValue(), Files.readString(out), said);
    }

    /** Leaves nothing running, whatever became of the test. */
    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.delete(out);
        Files.delete(err);
    }
}
