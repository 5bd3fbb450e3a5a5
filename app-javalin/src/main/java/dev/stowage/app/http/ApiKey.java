package dev.stowage.app.http;

import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Set;

/** What programs on this machine log in with: a line in a file of the data folder that only its owner can read. */
final class ApiKey {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final String value;

    private ApiKey(Path file, String value) {
        this.file = file;
        this.value = value;
    }

    /**
     * The key of this data folder, made when there is none yet.
     *
     * @throws StowageException when the file can neither be read nor written
     */
    static ApiKey in(Path dataFolder) throws StowageException {
        Path file = dataFolder.resolve("api-key");
        try {
            Files.createDirectories(dataFolder);
            try (var out = Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PRIVATE))) {
                out.write(StandardCharsets.US_ASCII.encode("stw_" + random(8) + "_" + random(43) + "\n"));
            } catch (FileAlreadyExistsException there) {
                Files.setPosixFilePermissions(file, PRIVATE); // it may have been copied about
            }
            return new ApiKey(
                    file, Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw DiskProblem.of("keep the API key", file, e);
        }
    }

    Path file() {
        return file;
    }

    /** Whether this is it; takes as long for a wrong one. */
    boolean is(String given) {
        return MessageDigest.isEqual(bytes(given), bytes(value));
    }

    /** What is derived from it is worthless once it is replaced. */
    byte[] bytes() {
        return bytes(value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String random(int letters) {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
