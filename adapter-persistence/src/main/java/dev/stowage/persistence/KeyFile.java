package dev.stowage.persistence;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keys in a file that nobody else may read. */
final class KeyFile implements Keys {
    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    @Override
    public Optional<KeyRing> find() throws StowageException {
        return PrivateFiles.exists(file) ? Optional.of(read()) : Optional.empty();
    }

    @Override
    public KeyRing findOrCreate() throws StowageException {
        if (!PrivateFiles.exists(file)) {
            create();
        }
        return read();
    }

    private void create() throws StowageException {
        String text =
                "# Opens the tokens that Stowage stores. Keep it secret, and back it up apart from the database.\n"
                        + KeyRing.generate() + "\n";
        try {
            PrivateFiles.write(file, text);
        } catch (IOException e) {
            throw DiskProblem.of("create the secret key " + file, file, e);
        }
    }

    private KeyRing read() throws StowageException {
        try {
            if (PrivateFiles.exposed(file)) {
                throw unusable(
                        "others may read it",
                        "Take that right away (chmod 600), and replace the tokens if others had access.");
            }
            return KeyRing.parse(Files.readString(file));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw unusable(
                    "it does not hold keys of 32 bytes in base64 or hexadecimal digits",
                    "Restore it from a backup, or move it away and enter the tokens again.");
        } catch (IOException e) {
            throw DiskProblem.of("read the secret key " + file, file, e);
        }
    }

    private StowageException unusable(String why, String advice) {
        return new StowageException(
                Problem.of(Problem.Kind.STORAGE, Codes.KEY_UNUSABLE, "use the secret key " + file, why, advice));
    }
}
