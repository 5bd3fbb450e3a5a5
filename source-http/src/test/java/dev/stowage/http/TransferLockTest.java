package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferLockTest {
    @TempDir
    Path folder;

    private final TransferLock.Locks locks = new TransferLock.Locks();

    @Test
    void keepsASecondTransferOut() throws Exception {
        try (TransferLock lock = locks.take(part())) {
            assertTaken(locks);
        }
        locks.take(part()).close();
    }

    @Test
    void keepsAnotherDownloaderOut() throws Exception {
        try (TransferLock lock = locks.take(part())) {
            assertTaken(new TransferLock.Locks());
        }
        new TransferLock.Locks().take(part()).close();
    }

    @Test
    void keepsAnotherProcessOut() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process other = new ProcessBuilder(List.of(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        lockFile().toString()))
                .start();
        try {
            assertEquals('!', other.getInputStream().read(), "the other process did not lock");
            assertTaken(locks);
        } finally {
            other.destroyForcibly();
            assertTrue(other.waitFor(30, TimeUnit.SECONDS));
        }
        locks.take(part()).close();
    }

    @Test
    void leavesNothingBehindWithoutAPart() throws Exception {
        locks.take(part()).close();
        assertFalse(Files.exists(lockFile()));
        Files.write(part(), new byte[] {1});
        locks.take(part()).close();
        locks.take(part()).close();
        assertTrue(Files.exists(lockFile()));
    }

    @Test
    void saysThatItsFolderIsMissing() {
        Path nowhere = folder.resolve("gone").resolve("bytes.part");
        StowageException failure = assertThrows(StowageException.class, () -> locks.take(nowhere));
        assertEquals(Codes.ROOT_MISSING, failure.problem().code());
    }

    private void assertTaken(TransferLock.Locks others) {
        Problem problem =
                assertThrows(StowageException.class, () -> others.take(part())).problem();
        assertEquals(Codes.PART_ALTERED, problem.code());
        assertTrue(problem.retryable());
        assertTrue(problem.why().contains("another process"), problem.why());
    }

    private Path part() {
        return folder.resolve("bytes.part");
    }

    private Path lockFile() {
        return folder.resolve("bytes.part.lock");
    }

    /** Another process that has the lock until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (FileChannel channel =
                            FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                System.out.write('!');
                System.out.flush();
                while (System.in.read() >= 0 && lock.isValid()) {
                    // until it is killed
                }
            }
        }
    }
}
