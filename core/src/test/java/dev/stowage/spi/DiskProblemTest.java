package dev.stowage.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiskProblemTest {
    private static final Path MODELS = Path.of("/models");

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new IOException("No space left on device"), "no_space", Need.FREE_SPACE),
                Arguments.of(new IOException("Disk quota exceeded"), "no_space", Need.FREE_SPACE),
                Arguments.of(new IOException("File too large"), "file_limit", Need.FIX_STORAGE),
                Arguments.of(new AccessDeniedException("/models"), "not_writable", Need.FIX_STORAGE),
                Arguments.of(failed("Read-only file system"), "not_writable", Need.FIX_STORAGE),
                Arguments.of(failed("Operation not permitted"), "not_writable", Need.FIX_STORAGE),
                Arguments.of(new NoSuchFileException("/models"), "root_missing", Need.FIX_STORAGE),
                Arguments.of(new FileAlreadyExistsException("/models"), "name_taken", Need.FIX_STORAGE),
                Arguments.of(failed("Not a directory"), "name_taken", Need.FIX_STORAGE),
                Arguments.of(new IOException("Input/output error"), "disk_error", Need.FIX_STORAGE),
                Arguments.of(new IOException(), "disk_error", Need.FIX_STORAGE));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsWhatAPersonCanDoAboutEach(IOException cause, String code, Need need) {
        Problem problem = DiskProblem.of("place a.bin", MODELS, cause).problem();
        assertEquals(code, problem.code());
        assertEquals(Optional.of(need), problem.need());
        assertEquals(Problem.Kind.STORAGE, problem.kind());
        assertTrue(problem.message().startsWith("Could not place a.bin: "), problem.message());
        assertTrue(problem.message().contains("/models"), problem.message());
        assertFalse(problem.advice().isEmpty());
    }

    @Test
    void namesTheFolderThatThePersonKnows() {
        Problem problem = DiskProblem.noSpace("download a.bin", MODELS.resolve(".stowage/parts/0a1b"));
        assertEquals(
                "Could not download a.bin: the disk of /models is full. Free some space there; it goes on then.",
                problem.message());
    }

    private static IOException failed(String reason) {
        return new FileSystemException("/models", null, reason);
    }
}
