package dev.stowage.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeProviderContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlTokensTest {
    private static final UserId ANN = new UserId("ann");
    private static final Secret TOKEN = Secret.of("canary-7f3a9c5e1b");
    private static final String OLD_KEY = "0a".repeat(32);
    private static final String NEW_KEY = "0b".repeat(32);

    @TempDir
    private Path folder;

    private Path keyFile;

    @BeforeEach
    void nameTheKeyFile() {
        keyFile = folder.resolve("secret.key");
    }

    @Test
    void makesThePrivateKeyFileWhenItIsFirstNeeded() throws Exception {
        try (Storage storage = open()) {
            assertEquals(Optional.empty(), storage.tokens().find(ANN, "civitai"));
            assertFalse(Files.exists(keyFile));
            storage.tokens().put(ANN, "civitai", TOKEN);
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)));
    }

    @Test
    void noFileHoldsATokenInClear() throws Exception {
        try (Storage storage = open()) {
            for (int i = 0; i < 20; i++) {
                storage.tokens().put(ANN, "civitai", TOKEN);
            }
            assertNowhere("while it is open");
            storage.tokens().remove(ANN, "civitai");
        }
        assertNowhere("after the end");
    }

    @Test
    void refusesAKeyFileThatOthersMayRead() throws Exception {
        try (Storage storage = open()) {
            storage.tokens().put(ANN, "civitai", TOKEN);
            Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r-----"));
            Problem problem = problem(storage);
            assertEquals(Codes.KEY_UNUSABLE, problem.code());
            assertTrue(problem.why().contains("others may read it"), problem.message());
            assertThrows(StowageException.class, () -> storage.tokens().put(ANN, "other", TOKEN));
        }
    }

    @Test
    void aLostKeyLosesNothingButTheTokens() throws Exception {
        try (Storage storage = open()) {
            storage.tokens().put(ANN, "civitai", TOKEN);
            storage.tokens().put(ANN, "download:d1", TOKEN);
            Files.delete(keyFile);
            Problem problem = problem(storage);
            assertEquals(Codes.TOKEN_UNREADABLE, problem.code());
            assertEquals(Optional.of(Need.ADD_TOKEN), problem.need());
            assertTrue(problem.message().contains("Enter the token again"), problem.message());
            assertFalse(Files.exists(keyFile), "reading made a new key");
            storage.tokens().put(ANN, "civitai", Secret.of("entered again"));
            assertEquals(
                    Optional.of(Secret.of("entered again")), storage.tokens().find(ANN, "civitai"));
            StowageException pasted =
                    assertThrows(StowageException.class, () -> storage.tokens().find(ANN, "download:d1"));
            assertTrue(pasted.problem().advice().startsWith("Submit the URL again"), pasted.getMessage());
        }
    }

    @Test
    void aBrokenKeyFileIsToldWithoutItsContent() throws Exception {
        try (Storage storage = open()) {
            storage.tokens().put(ANN, "civitai", TOKEN);
            Files.writeString(keyFile, "half-of-a-key");
            Problem problem = problem(storage);
            assertEquals(Codes.KEY_UNUSABLE, problem.code());
            assertFalse(problem.message().contains("half"), problem.message());
        }
    }

    @Test
    void aNewKeyInFrontEncryptsAndTheOldOneStillOpens() throws Exception {
        try (Storage old = open("secret-key", OLD_KEY)) {
            old.tokens().put(ANN, "civitai", TOKEN);
        }
        try (Storage both = open("secret-key", NEW_KEY + " " + OLD_KEY)) {
            assertEquals(Optional.of(TOKEN), both.tokens().find(ANN, "civitai"));
            both.tokens().put(ANN, "huggingface", TOKEN);
        }
        try (Storage newer = open("secret-key", NEW_KEY)) {
            assertEquals(Optional.of(TOKEN), newer.tokens().find(ANN, "huggingface"));
            assertEquals(Codes.TOKEN_UNREADABLE, problem(newer).code());
        }
        assertFalse(Files.exists(keyFile), "a key was given, and a file made all the same");
    }

    @Test
    void aTokenMovedToAnotherUserDoesNotOpen() throws Exception {
        try (Storage storage = open()) {
            storage.tokens().put(new UserId("bob"), "civitai", TOKEN);
            storage.lent(Database.class)
                    .orElseThrow()
                    .write(handle -> handle.execute("UPDATE main.api_tokens SET user_id = 'ann'"));
            assertEquals(Codes.TOKEN_UNREADABLE, problem(storage).code());
        }
    }

    private Storage open(String... settings) throws StowageException {
        SqlStorageProvider provider = new SqlStorageProvider();
        FakeProviderContext context = new FakeProviderContext(provider, folder);
        for (int i = 0; i < settings.length; i += 2) {
            context.set(settings[i], settings[i + 1]);
        }
        return provider.create(context);
    }

    private static Problem problem(Storage storage) {
        return assertThrows(StowageException.class, () -> storage.tokens().find(ANN, "civitai"))
                .problem();
    }

    private void assertNowhere(String when) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertTrue(all.size() >= 2, "only " + all);
            for (Path file : all) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(TOKEN.use(content::contains), "it is in " + file.getFileName() + " " + when);
            }
        }
    }
}
