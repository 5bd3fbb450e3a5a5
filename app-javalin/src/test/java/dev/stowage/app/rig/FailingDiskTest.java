package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that refuses one call of {@code get}: it says so clearly, and the next run, on a sound disk, finishes. */
@Tag(Rig.TAG)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class FailingDiskTest {
    private static final int OK = 0;
    private static final int STORAGE = 7;
    private static final Content MODEL = ModelFile.of(Rig.seed(), 3 << 20);
    private static final String SHA256 = MODEL.sha256();

    private Path folder;
    private ScriptedOrigin origin;
    private Installation home;
    private String[] get = {};
    private List<Strace.Call> calls = List.of();

    @BeforeAll
    void start(@TempDir Path temp) throws Exception {
        folder = temp;
        Programs.needTracing(folder);
        origin = ScriptedOrigin.start();
        origin.serve("/" + ModelFile.NAME, Resource.of(MODEL));
        home = Installation.in(folder.resolve("home"));
        String url = origin.uri("/" + ModelFile.NAME).toString();
        get = new String[] {"get", "--json", "-q", "--type", "lora", "--sha256", SHA256, url};
        Path log = folder.resolve("calls");
        assertEquals(OK, run(Strace.telling(log)).exitCode());
        calls = Strace.calls(log, home.folder());
    }

    @AfterAll
    void stop() {
        if (origin != null) {
            origin.close();
        }
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        assertRefused("pwrite64 bytes.part", "ENOSPC");
        assertRefused("write journal", "ENOSPC");
    }

    @Test
    void saysThatTheDiskIsBroken() throws Exception {
        assertRefused("fdatasync bytes.part", "EIO");
        assertRefused("fsync bytes.part", "EIO");
        assertRefused("fsync loras", "EIO");
    }

    @Test
    void saysThatItMayNotWrite() throws Exception {
        assertRefused("openat journal.new", "EROFS");
        assertRefused("mkdir loras", "EACCES");
    }

    @Test
    void findsAnotherWayWhereThereAreNoHardLinks() throws Exception {
        assertEquals(OK, outcome(call("link bytes.part"), "EPERM").exitCode());
        assertEquals(OK, outcome(call("link bytes.part"), "EXDEV").exitCode());
    }

    @Test
    void goesOnAfterACallThatWasInterrupted() throws Exception {
        assertEquals(OK, outcome(call("pwrite64 bytes.part"), "EINTR").exitCode());
    }

    @Test
    void losesNothingWhateverCallFails() throws Exception {
        List<String> seen = new ArrayList<>();
        for (Strace.Call call : Rig.some(calls, Rig.rounds(4), Strace.Call.traits())) {
            Child.Finished failed = outcome(call, "EIO");
            assertTrue(Set.of(OK, STORAGE).contains(failed.exitCode()), () -> call + ": " + failed);
            seen.add(call + ": exit code " + failed.exitCode() + " "
                    + failed.err().strip());
        }
        Rig.report("EIO at calls that change the disk", seen);
    }

    private void assertRefused(String kind, String error) throws Exception {
        Child.Finished failed = outcome(call(kind), error);
        assertEquals(STORAGE, failed.exitCode(), () -> kind + " " + error + ": " + failed);
    }

    /** What became of a run with this failure; the next one, without, is known to have finished. */
    private Child.Finished outcome(Strace.Call call, String error) throws Exception {
        home.clear();
        Child.Finished failed = run(Strace.failing(folder.resolve("failed"), home.folder(), call, error));
        if (failed.exitCode() != OK) {
            assertOneSentence(failed);
        }
        for (Path file : home.placed()) {
            assertEquals(SHA256, Installation.sha256(file), () -> call + ": " + failed);
        }
        Child.Finished again = run(List.of());
        assertEquals(OK, again.exitCode(), () -> call + ": " + failed + "again: " + again);
        home.assertHoldsOnly(home.lora(ModelFile.NAME), SHA256);
        // What failed may stay on record; nothing may stay under way.
        List<String> statuses = new ArrayList<>(home.statuses());
        statuses.remove("failed");
        assertEquals(List.of("completed"), statuses.stream().distinct().toList(), () -> call + ": " + failed);
        return failed;
    }

    private static void assertOneSentence(Child.Finished failed) {
        assertEquals(1, failed.err().lines().count(), failed::toString);
        assertTrue(failed.err().startsWith("stowage: Could not "), failed::toString);
        assertFalse(failed.err().contains("Exception"), failed::toString);
    }

    private Strace.Call call(String kind) {
        return calls.stream()
                .filter(call -> call.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No such call: " + kind + " in " + calls));
    }

    private Child.Finished run(List<String> wrapper) throws IOException, InterruptedException {
        try (Child child = home.startUnder(wrapper, get)) {
            return child.await();
        }
    }
}
