package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static final List<List<String>> OTHERS = List.of(
            List.of("aria2c", "-q", "-c", "-x2", "-s2", "-k1M", "--file-allocation=none", "-o", "other"),
            List.of(
                    "aria2c",
                    "-q",
                    "-c",
                    "-x2",
                    "-s2",
                    "-k1M",
                    "--file-allocation=none",
                    "--auto-save-interval=1",
                    "-o",
                    "other"),
            List.of("axel", "-q", "-n2", "-o", "other"),
            List.of("curl", "-sf", "-C", "-", "-o", "other"));

    @TempDir
    private Path folder;

    private final Random random = new Random(Rig.seed());
    private final Figures twice = new Figures("MiB");
    private final Figures ready = new Figures("s");
    private ScriptedOrigin origin;
    private int interrupted;
    private int over;

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

    @Test
    void othersAreShown() throws Exception {
        int rounds = Rig.rounds(1);
        List<String> table = new ArrayList<>();
        for (List<String> program : OTHERS) {
            Programs.need(program.get(0));
            Figures cost = new Figures("MiB");
            int right = 0;
            for (int round = 1; round <= rounds; round++) {
                right += other(program, cost) ? 1 : 0;
            }
            table.add(String.join(" ", program) + ": right " + right + " times; fetched twice " + cost);
        }
        Rig.report("kill -9 at random instants, others", table);
    }

    private void survives(String title, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("get", "--json", "-q", "--type", "lora"));
        arguments.addAll(List.of(options));
        arguments.add(origin.uri("/" + ModelFile.NAME).toString());
        int rounds = Rig.rounds(4);
        for (int round = 1; round <= rounds; round++) {
            Installation home = Installation.in(folder.resolve("round"));
            Again second = killed(() -> home.start(arguments.toArray(String[]::new)));
            assertEquals(0, second.finished().exitCode(), second::toString);
            home.assertHoldsOnly(home.lora(ModelFile.NAME), SHA256);
            ready.add(second.readySeconds());
            twice.add(second.twiceMib());
            over += home.assertAllCompleted() > 1 ? 1 : 0;
            Installation.remove(home.folder());
        }
        Rig.report(
                title,
                List.of(
                        rounds + " rounds, " + interrupted + " killed while it ran, seed " + Rig.seed() + ", "
                                + MODEL.length() / MIB + " MiB at " + LINE / 1_000_000 + " MB/s",
                        "fetched twice " + twice + "; " + over + " were killed when all was done",
                        "ready again after " + ready));
        assertTrue(twice.most() <= MOST_TWICE_MIB, () -> "fetched twice: " + twice);
        assertTrue(ready.most() <= MOST_READY_SECONDS, () -> "ready again: " + ready);
    }

    private boolean other(List<String> program, Figures cost) throws Exception {
        Path work = Files.createDirectory(folder.resolve("other"));
        List<String> command = new ArrayList<>(program);
        command.add(origin.uri("/" + ModelFile.NAME).toString());
        cost.add(killed(() -> Child.start(work, command, Map.of())).twiceMib());
        Path file = work.resolve("other");
        boolean right = Files.exists(file) && Installation.sha256(file).equals(SHA256);
        Installation.remove(work);
        return right;
    }

    /** Kills it somewhere, runs it again, and returns how that ended. */
    private Again killed(Start start) throws Exception {
        long sentBefore = origin.bytesSent();
        killSomewhere(start);
        int asked = origin.requests().size();
        long begun = System.nanoTime();
        try (Child second = start.start()) {
            while (second.isAlive() && origin.requests().size() <= asked) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            double readySeconds = secondsSince(begun);
            Child.Finished finished = second.await();
            return new Again(finished, readySeconds, (double) (origin.bytesSent() - sentBefore - MODEL.length()) / MIB);
        }
    }

    /** Between the first request and a little after the last byte. */
    private void killSomewhere(Start start) throws Exception {
        int asked = origin.requests().size();
        long span = TimeUnit.SECONDS.toNanos(1) * MODEL.length() / LINE + TimeUnit.MILLISECONDS.toNanos(300);
        try (Child first = start.start()) {
            origin.awaitRequests(asked + 1, PATIENCE);
            LockSupport.parkNanos((long) (random.nextDouble() * span));
            first.kill();
            Child.Finished finished = first.await();
            if (finished.exitCode() == Child.KILLED) {
                interrupted++;
            } else {
                assertEquals(0, finished.exitCode(), finished::toString);
            }
        }
    }

    private static double secondsSince(long begun) {
        return (double) (System.nanoTime() - begun) / TimeUnit.SECONDS.toNanos(1);
    }

    /** How the second run went. */
    private record Again(Child.Finished finished, double readySeconds, double twiceMib) {}

    @FunctionalInterface
    private interface Start {
        Child start() throws Exception;
    }
}
