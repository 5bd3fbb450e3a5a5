package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.app.rig.Bench.Death;
import dev.stowage.tck.origin.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code get} killed in place of each call that changes something on the disk, then run again. A first run under {@link Strace} tells which
 * calls there are. Where the hash is known, the short form has every name of a call and every kind of file at least once; where it is not,
 * a few. A long form takes as many as wanted.
 */
@Tag(Rig.TAG)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class KillAtEveryCallTest {
    private static final int BENCHES = 2;
    private static final double MOST_TWICE_MIB = 16;
    private static final Content MODEL = ModelFile.of(Rig.seed(), 20 << 20);

    @TempDir
    private Path folder;

    @BeforeEach
    void trace() throws IOException, InterruptedException {
        Programs.needTracing(folder);
    }

    @Test
    void finishesWhenTheHashIsKnown() throws Exception {
        survives("kill -9 at every call, hash known", Rig.ONE_OF_EACH, List.of("--sha256", MODEL.sha256()));
    }

    @Test
    void finishesWhenNoHashIsKnown() throws Exception {
        survives("kill -9 at every call, no hash known", 8, List.of());
    }

    private void survives(String title, int shortForm, List<String> options) throws Exception {
        List<Death> deaths = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(BENCHES);
        try {
            List<Callable<List<Death>>> shares = new ArrayList<>();
            for (int share = 0; share < BENCHES; share++) {
                int mine = share;
                shares.add(() -> deaths(mine, shortForm, options));
            }
            for (Future<List<Death>> share : threads.invokeAll(shares)) {
                deaths.addAll(share.get());
            }
        } finally {
            threads.shutdownNow();
        }
        report(title, deaths);
    }

    /** Each bench has its own origin, hence its own names; calls of one kind are all one bench's. */
    private List<Death> deaths(int share, int shortForm, List<String> options) throws Exception {
        List<Death> deaths = new ArrayList<>();
        Path own = Files.createDirectory(folder.resolve("bench" + share));
        try (Bench bench = new Bench(own, MODEL, options)) {
            for (Strace.Call call : Rig.some(bench.calls(), Rig.rounds(shortForm), Strace.Call.traits())) {
                if (Math.floorMod(call.kind().hashCode(), BENCHES) == share) {
                    deaths.add(bench.death(call));
                }
            }
        }
        return deaths;
    }

    private static void report(String title, List<Death> deaths) throws IOException {
        List<Strace.Call> missed =
                deaths.stream().filter(death -> !death.met()).map(Death::call).toList();
        Figures twice = new Figures("MiB");
        deaths.forEach(death -> twice.add(death.twice()));
        long over = deaths.stream().filter(Death::over).count();
        Rig.report(
                title,
                List.of(
                        deaths.size() + " deadly calls, seed " + Rig.seed() + ": " + kinds(deaths),
                        "calls that the run to be killed did not make: " + missed,
                        "fetched twice " + twice + "; " + over + " were killed when all was done"));
        Rig.keep(
                title + ", each", deaths.stream().map(KillAtEveryCallTest::line).toList());
        assertTrue(missed.size() * 10 <= deaths.size(), () -> "calls that no second run made: " + missed);
        assertTrue(twice.most() <= MOST_TWICE_MIB, () -> "fetched twice: " + twice);
    }

    private static String line(Death death) {
        return String.format(
                Locale.ROOT,
                "%-24s %.2f MiB fetched twice%s",
                death.call(),
                death.twice(),
                death.over() ? ", all was done" : "");
    }

    private static Map<String, Long> kinds(List<Death> deaths) {
        return deaths.stream()
                .collect(Collectors.groupingBy(death -> death.call().kind(), TreeMap::new, Collectors.counting()));
    }
}
