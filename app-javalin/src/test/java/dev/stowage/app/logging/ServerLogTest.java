package dev.stowage.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerLogTest {
    @TempDir
    private Path folder;

    @Test
    void aDefectIsFoundWithItsNumberAndWhereItHappened() throws IOException {
        ServerLog log = ServerLog.in(folder);
        System.getLogger("dev.stowage.app.http.Problems")
                .log(System.Logger.Level.ERROR, "Could not answer GET /x (1a2b3c4d)", new IllegalStateException("odd"));
        log.close();
        System.getLogger("dev.stowage").log(System.Logger.Level.ERROR, "late");
        String text = Files.readString(file());
        assertTrue(text.contains(" SEVERE dev.stowage.app.http.Problems: Could not answer GET /x (1a2b3c4d)\n"), text);
        assertTrue(text.contains("IllegalStateException: odd"), text);
        assertTrue(text.contains("at dev.stowage.app.logging.ServerLogTest."), text);
        assertFalse(text.contains("late"), text);
    }

    @Test
    void whatIsNoDefectMakesNoFile() {
        tell("dev.stowage", Level.INFO, "all is well");
        tell("org.eclipse.jetty", Level.WARNING, "somebody sends nonsense");
        assertFalse(Files.exists(file()));
    }

    @Test
    void whatIsSignedInAnAddressIsNotWrittenDown() throws IOException {
        tell("org.library", Level.SEVERE, "no answer from https://host/file?X-Amz-Signature=canary#canary for it");
        assertTrue(Files.readString(file()).contains("https://host/file?... for it"), Files.readString(file()));
    }

    @Test
    void itDoesNotGrowForEver() throws IOException {
        String much = "x".repeat(1 << 20);
        tell("dev.stowage", Level.WARNING, "first " + much);
        tell("dev.stowage", Level.WARNING, "second " + much);
        tell("dev.stowage", Level.WARNING, "third");
        assertTrue(Files.readString(file()).endsWith("third\n"));
        assertTrue(Files.size(file()) < 1_000);
        assertTrue(Files.readString(file().resolveSibling("stowage.1.log")).contains("second"));
        try (var files = Files.list(file().getParent())) {
            assertEquals(2, files.count());
        }
    }

    private void tell(String logger, Level level, String message) {
        LogRecord told = new LogRecord(level, message);
        told.setLoggerName(logger);
        new ServerLog(folder).publish(told);
    }

    private Path file() {
        return folder.resolve("logs").resolve("stowage.log");
    }
}
