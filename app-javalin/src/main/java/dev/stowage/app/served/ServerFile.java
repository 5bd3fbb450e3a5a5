package dev.stowage.app.served;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * What a server says of itself in {@code server.json} of its data folder, for commands on the same folder. The file may be left over from one
 * that was killed.
 *
 * @param url where it answers
 * @param pid its process
 * @param instance what it answers with, so that another server at the same place is not taken for it
 * @param modelsFolder where it places models
 * @param database where it keeps downloads, without what one logs in with
 */
public record ServerFile(URI url, long pid, String instance, Path modelsFolder, String database) {
    private static final String NAME = "server.json";

    /** Where it is in the data folder of a server. */
    public static Path in(Path dataFolder) {
        return dataFolder.resolve(NAME);
    }

    /**
     * What is said there; empty when no server says anything that can be understood.
     *
     * @throws StowageException when there is a file that cannot be read
     */
    static Optional<ServerFile> read(Path dataFolder) throws StowageException {
        Path file = in(dataFolder);
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
            return Optional.of(new ServerFile(
                    URI.create(json.path("url").asText()),
                    json.path("pid").asLong(),
                    json.path("instance").asText(),
                    Path.of(json.path("modelsFolder").asText()),
                    json.path("database").asText()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            return Optional.empty();
        } catch (IOException e) {
            throw DiskProblem.of("find the running server", file, e);
        }
    }

    /**
     * Tells commands of this server. Nobody sees half of it, and only its owner can read it.
     *
     * @throws StowageException when it cannot be written
     */
    public void write(Path dataFolder) throws StowageException {
        Path file = in(dataFolder);
        Path next = dataFolder.resolve(NAME + ".next");
        try {
            Files.deleteIfExists(next);
            try (SeekableByteChannel out = Files.newByteChannel(
                    next,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                out.write(StandardCharsets.UTF_8.encode(json() + "\n"));
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw DiskProblem.of("tell where the server is", file, e);
        }
    }

    /**
     * Tells no more; one that is there no more is no failure.
     *
     * @throws StowageException when it is there and cannot be removed
     */
    public static void remove(Path dataFolder) throws StowageException {
        Path file = in(dataFolder);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw DiskProblem.of("remove what told where the server is", file, e);
        }
    }

    /** As it follows "the server". */
    String phrase() {
        return "the server at " + url + " (process " + pid + ")";
    }

    private JsonNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("url", url.toString())
                .put("pid", pid)
                .put("instance", instance)
                .put("modelsFolder", modelsFolder.toString())
                .put("database", database);
    }
}
