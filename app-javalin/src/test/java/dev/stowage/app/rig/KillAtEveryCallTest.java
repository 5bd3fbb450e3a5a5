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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code get} killed in place of each call that changes something on the disk, then run again. A first run under {@link Strace} tells which
 * calls there are; the short form takes one of each kind and some more by chance, a long form all.
 */
@Tag(Rig.TAG)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class KillAtEveryCallTest {
    private static final long MIB = 1L << 20;
    private static final double MOST_TWICE_MIB = 16;
    private static final Content MODEL = ModelFile.of(Rig.seed(), 20 * MIB);
    private static final String SHA256 = MODEL.sha256();

    @TempDir
    private Path folder;

    private final Figures twice = new Figures("MiB");
    private ScriptedOrigin origin;
    private Installation home;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Programs.needTracing(folder);
        origin = ScriptedOrigin.start();
        origin.serve("/" + ModelFile.NAME, Resource.of(MODEL));
        home = Installation.in(folder.resolve("home"));
    }

    @AfterEach
    void stop() {
        if (origin != null) {
            origin.close();
        }
    }

    @Test
    void finishesWhenTheHashIsKnown() throws Exception {
        survives("kill -9 at every call, hash known", "--sha256", SHA256);
    }

    @Test
    void finishesWhenNoHashIsKnown() throws Exception {
        survives("kill -9 at every call, no hash known");
    }

    private void survives(String title, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("get", "--json", "-q", "--type", "lora"));
        arguments.addAll(List.of(options));
        arguments.add(origin.uri("/" + ModelFile.NAME).toString());
        String[] get = arguments.toArray(String[]::new);
        List<Strace.Call> all = calls(get);
        List<Strace.Call> chosen = Rig.some(all, Strace.Call::kind, Rig.rounds(20));
        List<Strace.Call> missed = new ArrayList<>();
        for (Strace.Call call : chosen) {
            long sentBefore = origin.bytesSent();
            if (!killedAt(call, get)) {
                missed.add(call);
            }
            finishes(call, get);
            twice.add((double) (origin.bytesSent() - sentBefore - MODEL.length()) / MIB);
        }
        Rig.report(
                title,
                List.of(
                        all.size() + " calls that change the disk: " + kinds(all),
                        chosen.size() + " of them deadly, seed " + Rig.seed() + "; not met again: " + missed,
                        "fetched twice " + twice));
        assertTrue(missed.size() * 10 <= chosen.size(), () -> "calls that no second run made: " + missed);
        assertTrue(twice.most() <= MOST_TWICE_MIB, () -> "fetched twice: " + twice);
    }

    private List<Strace.Call> calls(String... get) throws Exception {
        Path log = folder.resolve("calls");
        try (Child child = home.startUnder(Strace.telling(log), get)) {
            Child.Finished finished = child.await();
            assertEquals(0, finished.exitCode(), finished::toString);
        }
        home.assertHoldsOnly(home.lora(ModelFile.NAME), SHA256);
        home.clear();
        return Strace.calls(log, home.folder());
    }

    private boolean killedAt(Strace.Call call, String... get) throws Exception {
        home.clear();
        try (Child child = home.startUnder(Strace.killing(folder.resolve("killed"), home.folder(), call), get)) {
            Child.Finished finished = child.await();
            boolean killed = finished.exitCode() == Child.KILLED;
            assertTrue(killed || finished.exitCode() == 0, () -> call + ": " + finished);
            return killed;
        }
    }

    private void finishes(Strace.Call call, String... get) throws Exception {
        try (Child child = home.start(get)) {
            Child.Finished finished = child.await();
            assertEquals(0, finished.exitCode(), () -> call + ": " + finished);
        }
        home.assertHoldsOnly(home.lora(ModelFile.NAME), SHA256);
    }

    private static Map<String, Long> kinds(List<Strace.Call> calls) {
        return calls.stream().collect(Collectors.groupingBy(Strace.Call::kind, TreeMap::new, Collectors.counting()));
    }
}
