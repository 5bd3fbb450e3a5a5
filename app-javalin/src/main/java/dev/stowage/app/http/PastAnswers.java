package dev.stowage.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What was answered to requests with an {@code Idempotency-Key}, for a day; a file for each, so that a restart forgets none. */
final class PastAnswers {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final Clock clock;

    PastAnswers(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param request the digest of the request's body
     */
    record Past(String request, Once.Answer answer) {}

    /**
     * What was answered in the last day.
     *
     * @param key of letters and digits
     */
    Optional<Past> find(String key) throws StowageException {
        Path file = file(key);
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            Past past = new Past(
                    json.path("request").asText(),
                    new Once.Answer(
                            json.path("status").asInt(),
                            json.path("location").asText(),
                            json.path("body").asText()));
            return old(file) ? Optional.empty() : Optional.of(past);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw DiskProblem.of("read what was answered before from", file, e);
        }
    }

    /** Keeps one, and lets go of those that are too old. */
    void keep(String key, Past past) throws StowageException {
        Path file = file(key);
        Path beside = file.resolveSibling(key + ".new");
        try {
            Files.createDirectories(folder);
            forgetOld();
            Files.writeString(
                    beside,
                    MAPPER.createObjectNode()
                            .put("request", past.request())
                            .put("status", past.answer().status())
                            .put("location", past.answer().location())
                            .put("body", past.answer().body())
                            .toString());
            Files.setLastModifiedTime(beside, FileTime.from(clock.instant()));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw DiskProblem.of("remember the answer in", file, e);
        }
    }

    private void forgetOld() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (old(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private boolean old(Path file) throws IOException {
        Instant kept = Files.getLastModifiedTime(file).toInstant();
        return kept.plus(KEPT).isBefore(clock.instant());
    }

    private Path file(String key) {
        return folder.resolve(key + ".json");
    }
}
