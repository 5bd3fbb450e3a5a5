package dev.stowage.internal.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A name taken by an empty file of our own, over which the bytes are moved then: for file systems without hard links.
 *
 * <p>The intention is noted beside the bytes first, so that an empty file left behind by a crash is known as ours and not taken for
 * somebody else's.
 */
final class Claim {
    private final Path source;
    private final Path target;
    private final Path note;

    Claim(Path source, Path target) {
        this.source = source;
        this.target = target;
        this.note = source.resolveSibling("claim");
    }

    /** Takes the name and moves the bytes there. @throws FileAlreadyExistsException when something else has it; nothing has changed then */
    void give() throws IOException {
        Files.writeString(note, target.toString(), StandardCharsets.UTF_8);
        try (FileChannel written = FileChannel.open(note, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        try {
            Files.createFile(target);
        } catch (IOException notOurs) {
            Files.deleteIfExists(note);
            throw notOurs;
        }
        try {
            finish();
        } catch (IOException e) {
            undo();
            throw e;
        }
    }

    /** Whether a crash has left the name taken, and nothing but the move is missing. */
    boolean left() throws IOException {
        return Files.isRegularFile(note)
                && Files.isRegularFile(source)
                && Files.readString(note, StandardCharsets.UTF_8).equals(target.toString())
                && empty();
    }

    /** Replaces the empty file by the bytes. */
    void finish() throws IOException {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(note);
    }

    private void undo() throws IOException {
        if (empty()) {
            Files.deleteIfExists(target);
        }
        Files.deleteIfExists(note);
    }

    private boolean empty() throws IOException {
        return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && Files.size(target) == 0;
    }
}
