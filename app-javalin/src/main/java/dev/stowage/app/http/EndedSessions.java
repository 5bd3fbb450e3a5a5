package dev.stowage.app.http;

import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sessions that were ended before their time, each until that; a line for each in a file, so that a restart forgets none. */
final class EndedSessions {
    private final Path file;
    private final Clock clock;
    private final Map<String, Instant> ended = new LinkedHashMap<>();

    /** @throws StowageException when there is such a file that cannot be read */
    EndedSessions(Path file, Clock clock) throws StowageException {
        this.file = file;
        this.clock = clock;
        try {
            Files.readAllLines(file, StandardCharsets.ISO_8859_1).forEach(this::read);
        } catch (NoSuchFileException none) {
            return; // nobody has logged out yet
        } catch (IOException e) {
            throw DiskProblem.of("read which sessions were ended from", file, e);
        }
    }

    synchronized boolean contains(String session) {
        return ended.containsKey(session);
    }

    /**
     * Adds one, and lets go of those that would not hold any more anyway.
     *
     * @throws StowageException when it cannot be written down
     */
    synchronized void add(String session, Instant until) throws StowageException {
        ended.put(session, until);
        ended.values().removeIf(time -> !time.isAfter(clock.instant()));
        List<String> lines = ended.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue().getEpochSecond())
                .toList();
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(beside, lines, StandardCharsets.ISO_8859_1);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw DiskProblem.of("write down that a session has ended in", file, e);
        }
    }

    private void read(String line) {
        String[] words = line.split(" ", 2);
        if (words.length == 2 && words[1].matches("[0-9]{1,15}")) {
            ended.put(words[0], Instant.ofEpochSecond(Long.parseLong(words[1])));
        }
    }
}
