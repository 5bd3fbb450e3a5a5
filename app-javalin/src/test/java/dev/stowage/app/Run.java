package dev.stowage.app;

import dev.stowage.app.served.Patience;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One run of the command line inside the test, with its own environment and streams. */
final class Run {
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Interruption interruption = new Interruption();
    private Duration patience = Duration.ofSeconds(60);
    private Patience glance = Patience.USUAL; // on a busy machine, short is too short
    private InputStream input = InputStream.nullInputStream();

    /** A run whose folders are below this one, if nothing else is said. */
    Run(Path folder) {
        properties.put("user.home", folder.resolve("home").toString());
        environment.put("STOWAGE_HOME", folder.resolve("data").toString());
        environment.put("STOWAGE_MODELS_DIR", folder.resolve("models").toString());
    }

    Run with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Run terminal(int columns) {
        properties.put("stowage.tty", "true");
        properties.put("stowage.columns", Integer.toString(columns));
        return this;
    }

    /** What comes through a pipe. */
    Run input(String text) {
        input = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Results go to a terminal. */
    Run terminalOut(int columns) {
        properties.put("stowage.out", "true");
        properties.put("stowage.columns", Integer.toString(columns));
        return this;
    }

    Run patience(Duration value) {
        patience = value;
        return this;
    }

    Run glance(Patience value) {
        glance = value;
        return this;
    }

    Interruption interruption() {
        return interruption;
    }

    Surroundings surroundings() {
        return new Surroundings(
                environment,
                properties,
                new Surroundings.Streams(stream(out), stream(err), new Keyboard(properties, input, stream(err))),
                interruption,
                new Surroundings.Time(Clock.system(ZoneOffset.UTC), System::nanoTime, patience, glance));
    }

    /** The same on a thread of its own, which a shared pool of a small machine would not have. */
    CompletableFuture<Integer> begin(String... arguments) {
        return CompletableFuture.supplyAsync(() -> stowage(arguments), task -> new Thread(task, "stowage-run").start());
    }

    /** Runs and returns the exit code. */
    int stowage(String... arguments) {
        return Main.run(arguments, surroundings());
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    List<String> errLines() {
        return err().lines().toList();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
