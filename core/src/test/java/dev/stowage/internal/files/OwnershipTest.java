package dev.stowage.internal.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.Samples;
import dev.stowage.spi.StowageException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One at a time, whichever process it is in and however that ends. */
@Timeout(60)
class OwnershipTest {
    private static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    /** Takes a folder, says so, and holds it until its input ends. Another process for the tests below. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws Exception {
            Ownership ownership = new Ownership(Optional.of(Path.of(arguments[0])), CLOCK, Optional.of("the other one"));
            try {
                ownership.take();
                System.out.println("taken");
                System.in.read();
            } catch (StowageException e) {
                System.out.println(e.problem().code());
            }
        }
    }

    @Test
    void isHadByOneOfTwoInOneProcess() throws Exception {
        try (Ownership first = ownership("first");
                Ownership second = ownership("second")) {
            first.take();
            first.take();
            Problem refusal = refused(second);
            assertEquals(Codes.ALREADY_RUNNING, refusal.code());
            assertEquals(7, refusal.kind().exitCode());
            assertTrue(
                    refusal.message()
                            .startsWith("Could not use the data folder " + folder + ": it is in use by process "
                                    + ProcessHandle.current().pid() + " on "),
                    refusal.message());
            assertTrue(refusal.message().contains(" since 2026-08-01T12:00:00Z (first). "), refusal.message());
            first.close();
            second.take();
        }
    }

    @Test
    void isHadByOneOfManyWhoComeTogether() throws Exception {
        int many = 16;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        List<Ownership> all = new ArrayList<>();
        try {
            for (int round = 0; round < 20; round++) {
                CountDownLatch together = new CountDownLatch(many);
                List<Callable<Boolean>> attempts = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    Ownership one = ownership("one");
                    all.add(one);
                    attempts.add(() -> {
                        together.countDown();
                        together.await();
                        return takes(one);
                    });
                }
                int winners = 0;
                for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                    winners += attempt.get() ? 1 : 0;
                }
                assertEquals(1, winners);
                all.forEach(Ownership::close);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isNotLostWhenASecondOneIsRefused() throws Exception {
        try (Ownership first = ownership("first");
                Ownership second = ownership("second")) {
            first.take();
            refused(second);
            second.close();
            Process other = other();
            assertEquals(Codes.ALREADY_RUNNING, line(other));
            other.waitFor();
        }
    }

    @Test
    void namesTheOtherProcessAndGoesOnWhenThatIsKilled() throws Exception {
        Process other = other();
        try (Ownership ours = ownership("ours")) {
            assertEquals("taken", line(other));
            String message = refused(ours).message();
            assertTrue(message.contains("in use by process " + other.pid() + " on "), message);
            assertTrue(message.contains("(the other one)"), message);
            other.destroyForcibly().waitFor();
            ours.take();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void leavesNothingThatNamesAnybody() throws Exception {
        try (Ownership ours = ownership("ours")) {
            ours.take();
            assertTrue(Files.readString(folder.resolve("lock")).contains("for ours"));
        }
        assertEquals("", Files.readString(folder.resolve("lock")));
    }

    @Test
    void makesTheFolderPrivately() throws Exception {
        Path fresh = folder.resolve("a/b");
        try (Ownership ours = new Ownership(Optional.of(fresh), CLOCK, Optional.empty())) {
            assertFalse(Files.exists(fresh), "nothing is made before it is needed");
            ours.take();
            assertTrue(Files.isRegularFile(fresh.resolve("lock")));
        }
    }

    @Test
    void isTheSameFolderThroughALink() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        try (Ownership first = new Ownership(Optional.of(real), CLOCK, Optional.empty());
                Ownership second = new Ownership(Optional.of(link), CLOCK, Optional.empty())) {
            first.take();
            assertEquals(Codes.ALREADY_RUNNING, refused(second).code());
        }
    }

    @Test
    void isNeededByNobodyWithoutAFolder() throws Exception {
        try (Ownership first = new Ownership(Optional.empty(), CLOCK, Optional.empty());
                Ownership second = new Ownership(Optional.empty(), CLOCK, Optional.empty())) {
            first.take();
            second.take();
        }
    }

    @Test
    void isNotTakenAfterTheEnd() throws Exception {
        Ownership ours = ownership("ours");
        ours.take();
        ours.close();
        ours.close();
        assertEquals(Codes.CANCELLED, refused(ours).code());
        Ownership next = ownership("next");
        next.take();
        next.close();
    }

    @Test
    void tellsWhatTheDiskSays() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (Ownership ours = new Ownership(Optional.of(file), CLOCK, Optional.empty())) {
            Problem refusal = refused(ours);
            assertEquals(Problem.Kind.STORAGE, refusal.kind());
            assertTrue(refusal.message().startsWith("Could not use the data folder: "), refusal.message());
        }
    }

    @Test
    void readsWhatSomebodyElseHasWritten() {
        assertEquals("another process", Holder.parse("").phrase());
        assertEquals("another process", Holder.parse("garbage\n\nmore garbage").phrase());
        assertEquals(
                "process 7 on atlas since then",
                Holder.parse("pid 7\nhost atlas\nsince then\nfor \n").phrase());
        Holder self = Holder.self(Optional.of("stowage serve"), Samples.NOW);
        assertEquals(self, Holder.parse(self.text()));
    }

    private Ownership ownership(String purpose) {
        return new Ownership(Optional.of(folder), CLOCK, Optional.of(purpose));
    }

    private static boolean takes(Ownership one) {
        try {
            one.take();
            return true;
        } catch (StowageException refused) {
            assertEquals(Codes.ALREADY_RUNNING, refused.problem().code());
            return false;
        }
    }

    private static Problem refused(Ownership ownership) {
        return assertThrows(StowageException.class, ownership::take).problem();
    }

    private Process other() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = home(Ownership.class) + System.getProperty("path.separator") + home(Other.class);
        return new ProcessBuilder(java, "-cp", classes, Other.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Path home(Class<?> type) throws Exception {
        return Path.of(
                type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String line(Process process) throws Exception {
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
