package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code get} killed by SIGKILL at an instant that chance decides, then run again: it finishes, and little is fetched twice. */
@Tag(Rig.TAG)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class KillAtRandomInstantsTest {
    private static final long MIB = 1L << 20;
    private static final long LINE = 40_000_000;
    private static final double MOST_TWICE_MIB = 16;
    private static final double MOST_READY_SECONDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Content MODEL = ModelFile.of(Rig.seed(), 96 * MIB);
    private static final String SHA256 = MODEL.sha256();

    @TempDir
    private Path folder;

    private final Random random = new Random(Rig.seed());
    private final Figures twice = new Figures("MiB");
    private final Figures ready = new Figures("s");
    private ScriptedOrigin origin;
    private int killed;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start();
        origin.serve("/" + ModelFile.NAME, Resource.of(new Line(LINE).carrying(MODEL)));
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    @Test
    void finishesWhenTheHashIsKnown() throws Exception {
        survives("kill -9 at random instants, hash known", "--sha256", SHA256);
    }

    @Test
    void finishesWhenNoHashIsKnown() throws Exception {
        survives("kill -9 at random instants, no hash known");
    }

    private void survives(String title, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("get", "--json", "-q", "--type", "lora"));
        arguments.addAll(List.of(options));
        arguments.add(origin.uri("/" + ModelFile.NAME).toString());
        int rounds = Rig.rounds(6);
        for (int round = 1; round <= rounds; round++) {
            Installation home = Installation.in(folder.resolve("round" + round));
            round(home, arguments.toArray(String[]::new));
            Installation.remove(home.folder());
        }
        Rig.report(
                title,
                List.of(
                        rounds + " rounds, " + killed + " killed while it ran, seed " + Rig.seed() + ", "
                                + MODEL.length() / MIB + " MiB at " + LINE / 1_000_000 + " MB/s",
                        "fetched twice " + twice,
                        "ready again after " + ready));
        assertTrue(twice.most() <= MOST_TWICE_MIB, () -> "fetched twice: " + twice);
        assertTrue(ready.most() <= MOST_READY_SECONDS, () -> "ready again: " + ready);
    }

    private void round(Installation home, String... arguments) throws Exception {
        long sentBefore = origin.bytesSent();
        killSomewhere(home, arguments);
        int asked = origin.requests().size();
        long begun = System.nanoTime();
        try (Child second = home.start(arguments)) {
            while (second.isAlive() && origin.requests().size() <= asked) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            ready.add((double) (System.nanoTime() - begun) / TimeUnit.SECONDS.toNanos(1));
            Child.Finished finished = second.await();
            assertEquals(0, finished.exitCode(), finished::toString);
            assertTrue(finished.out().contains("\"status\":\"completed\""), finished::toString);
        }
        home.assertHoldsOnly(home.lora(ModelFile.NAME), SHA256);
        twice.add((double) (origin.bytesSent() - sentBefore - MODEL.length()) / MIB);
    }

    /** From the first request to a little after the last byte. */
    private void killSomewhere(Installation home, String... arguments) throws IOException, InterruptedException {
        int asked = origin.requests().size();
        long span = TimeUnit.SECONDS.toNanos(1) * MODEL.length() / LINE + TimeUnit.MILLISECONDS.toNanos(300);
        try (Child first = home.start(arguments)) {
            origin.awaitRequests(asked + 1, PATIENCE);
            LockSupport.parkNanos((long) (random.nextDouble() * span));
            first.kill();
            Child.Finished finished = first.await();
            if (finished.exitCode() == Child.KILLED) {
                killed++;
            } else {
                assertEquals(0, finished.exitCode(), finished::toString);
            }
        }
    }
}
