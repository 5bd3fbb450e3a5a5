package dev.stowage.app.served;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerTest {
    @TempDir
    private Path folder;

    private PlayedServer played;

    @BeforeEach
    void start() throws Exception {
        played = new PlayedServer(folder.resolve("data"));
        played.file().write(played.dataFolder());
    }

    @AfterEach
    void stop() {
        played.close();
    }

    @Test
    void whatItSaysOfItselfIsReadAgainByItsOwnerAlone() throws Exception {
        assertEquals(Optional.of(played.file()), ServerFile.read(played.dataFolder()));
        Path file = ServerFile.in(played.dataFolder());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        ServerFile.remove(played.dataFolder());
        ServerFile.remove(played.dataFolder());
        assertEquals(Optional.empty(), ServerFile.read(played.dataFolder()));
    }

    @Test
    void aFileThatSaysNothingUsefulIsNoServer() throws Exception {
        for (String text : List.of("", "{", "[]", "{\"url\":\"http://127.0.0.1:1\",\"modelsFolder\":\"\\u0000\"}")) {
            Files.writeString(ServerFile.in(played.dataFolder()), text);
            assertTrue(found().isEmpty(), text);
        }
    }

    @Test
    void theServerOfTheFolderIsFound() throws Exception {
        assertTrue(found().isPresent());
        assertEquals(List.of("GET /healthz"), played.requests());
    }

    @Test
    void whatAKilledServerLeftBehindIsNoServer() throws Exception {
        played.close();
        assertFalse(found().isPresent());
    }

    @Test
    void anotherServerInItsPlaceIsNotTakenForIt() throws Exception {
        played.becomes("another");
        assertFalse(found().isPresent());
        assertEquals(List.of("GET /healthz"), played.requests(), "and never sees the key");
    }

    @Test
    void theKeyGoesToThisMachineOnly() throws Exception {
        ServerFile far = new ServerFile(
                URI.create("http://192.0.2.1:8077/"), played.file().pid(), "one", Path.of("/models"), "sqlite:/db");
        far.write(played.dataFolder());
        assertFalse(found().isPresent());
    }

    @Test
    void oneThatHangsIsTold() {
        played.hangs();
        StowageException e = assertThrows(
                StowageException.class,
                () -> Server.find(played.dataFolder(), new Patience(Duration.ofSeconds(30), Duration.ofMillis(50))));
        assertEquals(Codes.NO_ANSWER, e.problem().code());
        assertEquals(5, e.problem().kind().exitCode());
        assertTrue(
                e.problem()
                        .message()
                        .endsWith("end it with: kill " + ProcessHandle.current().pid()),
                e.problem()::message);
    }

    @Test
    void aReplacedKeyIsTold() throws Exception {
        Server server = found().orElseThrow();
        Files.writeString(played.dataFolder().resolve("api-key"), "other\n");
        Problem problem = failure(server, "downloads");
        assertEquals("wrong_key", problem.code());
        assertEquals(4, problem.kind().exitCode());
        assertTrue(problem.message().contains(played.dataFolder().resolve("api-key") + ","), problem::message);
    }

    @Test
    void oneThatHasEndedMeanwhileIsTold() throws Exception {
        Server server = found().orElseThrow();
        played.close();
        assertEquals(Server.GONE, failure(server, "downloads").code());
        assertEquals(5, failure(server, "downloads").kind().exitCode());
    }

    @Test
    void oneThatWasReplacedMeanwhileIsTold() throws Exception {
        Server server = found().orElseThrow();
        played.becomes("another");
        assertEquals(Server.GONE, failure(server, "downloads").code());
    }

    @Test
    void aProblemIsTheSameHere() throws Exception {
        String sentence = "Could not pause download 01: it is completed. Possible now: nothing. See the list.";
        played.answers(
                "GET /downloads",
                409,
                "{\"detail\":\"" + sentence
                        + "\",\"code\":\"illegal_state\",\"kind\":\"conflict\",\"retryable\":true}");
        Problem problem = failure(found().orElseThrow(), "downloads");
        assertEquals(sentence, problem.message());
        assertEquals(Codes.ILLEGAL_STATE, problem.code());
        assertEquals(Problem.Kind.CONFLICT, problem.kind());
        assertTrue(problem.retryable());
    }

    @Test
    void sentencesOfEveryShapeStayWhole() throws Exception {
        for (String sentence : List.of(
                "Could not read the pasted reference: it has no host.",
                "Could not find http://x:80/y: gone. Ask. Then ask again.")) {
            played.answers("GET /x", 404, "{\"detail\":\"" + sentence + "\",\"code\":\"x\"}");
            assertEquals(sentence, failure(found().orElseThrow(), "x").message());
        }
    }

    @Test
    void whatIsNoProblemOfOursIsToldAsStrange() throws Exception {
        played.answers("GET /x", 500, "<html>");
        Problem problem = failure(found().orElseThrow(), "x");
        assertEquals(Problem.Kind.UNEXPECTED, problem.kind());
        assertTrue(problem.message().contains("it answers with status 500"), problem::message);
    }

    private Optional<Server> found() throws StowageException {
        return Server.find(played.dataFolder(), Patience.USUAL);
    }

    private static Problem failure(Server server, String path) {
        return assertThrows(StowageException.class, () -> server.get(path)).problem();
    }
}
