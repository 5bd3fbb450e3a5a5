package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One installation and the one origin that it gets one file from, again and again, killed at one call after the other. */
final class Bench implements AutoCloseable {
    private static final double MIB = 1 << 20;

    private final ScriptedOrigin origin = ScriptedOrigin.start();
    private final Installation home;
    private final Path log;
    private final Content model;
    private final String sha256;
    private final String[] get;

    Bench(Path folder, Content model, List<String> options) throws IOException {
        this.home = Installation.in(folder.resolve("home"));
        this.log = folder.resolve("calls");
        this.model = model;
        this.sha256 = model.sha256();
        origin.serve("/" + ModelFile.NAME, Resource.of(model));
        List<String> arguments = new ArrayList<>(List.of("get", "--json", "-q", "--type", "lora"));
        arguments.addAll(options);
        arguments.add(origin.uri("/" + ModelFile.NAME).toString());
        this.get = arguments.toArray(String[]::new);
    }

    /**
     * What came of a death.
     *
     * @param met whether this run made that call at all
     * @param over whether the first run had finished the download, so that the second found the file there
     * @param twice how much was fetched twice, in MiB
     */
    record Death(Strace.Call call, boolean met, boolean over, double twice) {}

    /** The calls that an undisturbed run makes. */
    List<Strace.Call> calls() throws IOException, InterruptedException {
        try (Child child = home.startUnder(Strace.telling(log), get)) {
            Child.Finished finished = child.await();
            assertEquals(0, finished.exitCode(), finished::toString);
        }
        home.assertHoldsOnly(home.lora(ModelFile.NAME), sha256);
        return Strace.calls(log, home.folder());
    }

    /** Dies in place of the call, and runs again. */
    Death death(Strace.Call call) throws IOException, InterruptedException {
        home.clear();
        long sentBefore = origin.bytesSent();
        boolean met = killedAt(call);
        try (Child child = home.start(get)) {
            Child.Finished finished = child.await();
            assertEquals(0, finished.exitCode(), () -> call + ": " + finished);
        }
        double twice = (origin.bytesSent() - sentBefore - model.length()) / MIB;
        home.assertHoldsOnly(home.lora(ModelFile.NAME), sha256);
        return new Death(call, met, home.assertAllCompleted() > 1, twice);
    }

    @Override
    public void close() {
        origin.close();
    }

    private boolean killedAt(Strace.Call call) throws IOException, InterruptedException {
        try (Child child = home.startUnder(Strace.killing(log, home.folder(), call), get)) {
            Child.Finished finished = child.await();
            boolean killed = finished.exitCode() == Child.KILLED;
            assertTrue(killed || finished.exitCode() == 0, () -> call + ": " + finished);
            return killed;
        }
    }
}
