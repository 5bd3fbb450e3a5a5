package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PastAnswersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final PastAnswers.Past MADE =
            new PastAnswers.Past("digest", new Once.Answer(201, "/downloads/1", "{\"id\":\"1\"}"));

    @TempDir
    private Path folder;

    @Test
    void anAnswerOutlivesTheServerForADay() throws StowageException {
        at(Duration.ZERO).keep("key", MADE);
        assertEquals(Optional.of(MADE), at(Duration.ofHours(24)).find("key"));
        assertEquals(Optional.empty(), at(Duration.ofHours(25)).find("key"));
        assertEquals(Optional.empty(), at(Duration.ZERO).find("other"));
    }

    @Test
    void whatIsTooOldIsLetGo() throws StowageException, IOException {
        at(Duration.ZERO).keep("old", MADE);
        at(Duration.ofHours(25)).keep("new", MADE);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    private PastAnswers at(Duration later) {
        return new PastAnswers(folder, Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
    }
}
