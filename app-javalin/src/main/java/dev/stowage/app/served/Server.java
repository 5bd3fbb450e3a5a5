package dev.stowage.app.served;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Stowage;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The running server that has a data folder: says to it what changes something there. Its calls block. */
public final class Server {
    /** The header in which a server says which one it is. */
    public static final String INSTANCE = "Stowage-Instance";

    /** It was there, and is no more. */
    public static final String GONE = "server_gone";

    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_FAILURE = 400;

    private final ServerFile file;
    private final Path keyFile;
    private final Conversation conversation;

    private Server(ServerFile file, Path keyFile, Conversation conversation) {
        this.file = file;
        this.keyFile = keyFile;
        this.conversation = conversation;
    }

    /**
     * The server that has this data folder; empty when none runs, also when one was killed and its file is left over.
     *
     * @throws StowageException when there is one that does not answer
     */
    public static Optional<Server> find(Path dataFolder, Patience patience) throws StowageException {
        Optional<ServerFile> file = ServerFile.read(dataFolder);
        if (file.isEmpty() || !isHere(file.get())) {
            return Optional.empty();
        }
        Path keyFile = dataFolder.resolve("api-key");
        Server server =
                new Server(file.get(), keyFile, new Conversation(file.get().url(), patience));
        return server.answers() ? Optional.of(server) : Optional.empty();
    }

    /** What it says of itself. */
    public ServerFile file() {
        return file;
    }

    /** As it follows "by" or "at". */
    public String phrase() {
        return file.phrase();
    }

    /** The downloads of a data folder that this server has. */
    public ServedDownloads downloads(Stowage here) {
        return new ServedDownloads(this, here.downloads());
    }

    /** The tokens of a data folder that this server has. */
    public ServedTokens tokens(Stowage here) {
        return new ServedTokens(this, here.tokens());
    }

    /** The workers of a data folder that this server has. */
    public ServedWorkers workers(Stowage here) {
        return new ServedWorkers(this, here.workers());
    }

    /** The rules of a data folder that this server has. */
    public ServedRules rules(Stowage here) {
        return new ServedRules(this, here.rules());
    }

    /** The assets of a data folder that this server has. */
    public ServedLibrary library(Stowage here) {
        return new ServedLibrary(this, here.library());
    }

    /** The same, asked for what may take as long as it takes. */
    Server patiently() {
        return new Server(file, keyFile, new Conversation(file.url(), Patience.ENDLESS));
    }

    JsonNode get(String path) throws StowageException {
        return exchange(Message.of("GET", path));
    }

    JsonNode post(String path) throws StowageException {
        return exchange(Message.of("POST", path));
    }

    JsonNode post(String path, ObjectNode body) throws StowageException {
        return exchange(Message.of("POST", path, body));
    }

    void put(String path, ObjectNode body) throws StowageException {
        exchange(Message.of("PUT", path, body));
    }

    /** Replaces something in a state that was looked at: a tag, or {@code *} for whatever is there. */
    void replace(String path, ObjectNode body, String state) throws StowageException {
        exchange(Message.of("PUT", path, body).changing(state));
    }

    void delete(String path) throws StowageException {
        exchange(Message.of("DELETE", path));
    }

    private JsonNode exchange(Message message) throws StowageException {
        try {
            HttpResponse<byte[]> answer = conversation.ask(message, Optional.of(key()));
            if (!isOurs(answer)) {
                throw gone(null); // another one has its place by now
            }
            if (answer.statusCode() == UNAUTHORIZED) {
                throw wrongKey();
            }
            if (answer.statusCode() >= FIRST_FAILURE) {
                throw new StowageException(Told.problem(answer.statusCode(), answer.body(), phrase()));
            }
            return Told.json(answer.body(), phrase());
        } catch (HttpTimeoutException e) {
            throw silent(e);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private boolean answers() throws StowageException {
        try {
            return isOurs(conversation.ask(Message.of("GET", "healthz"), Optional.empty()));
        } catch (HttpTimeoutException e) {
            if (isAlive()) {
                throw silent(e);
            }
            return false;
        } catch (ConnectException refused) {
            return false;
        } catch (IOException ended) {
            return false; // it is just going, or something else is there
        }
    }

    private boolean isOurs(HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue(INSTANCE)
                .filter(file.instance()::equals)
                .isPresent();
    }

    private boolean isAlive() {
        return ProcessHandle.of(file.pid()).map(ProcessHandle::isAlive).orElse(false);
    }

    /** The key is for this machine alone. */
    private static boolean isHere(ServerFile file) {
        String host = file.url().getHost();
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException unknown) {
            return false;
        }
    }

    private String key() throws StowageException {
        try {
            return Files.readString(keyFile, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw DiskProblem.of("read the API key", keyFile, e);
        }
    }

    private StowageException wrongKey() {
        return new StowageException(Problem.of(
                Problem.Kind.AUTHENTICATION,
                "wrong_key",
                "ask " + phrase(),
                "it does not accept the key in " + keyFile + ", which was replaced since it began",
                "Restart the server."));
    }

    private StowageException silent(IOException cause) {
        Problem problem = Problem.of(
                Problem.Kind.NETWORK,
                Codes.NO_ANSWER,
                "ask " + phrase(),
                "it has the data folder " + keyFile.getParent() + " and does not answer",
                "Try again; if it stays so, end it with: kill " + file.pid());
        return new StowageException(problem.canRetry(), cause);
    }

    private StowageException gone(@Nullable IOException cause) {
        Problem problem = Problem.of(
                Problem.Kind.NETWORK,
                GONE,
                "ask " + phrase(),
                "it has ended",
                "What was received is kept; a server that is started again goes on with it.");
        return new StowageException(problem.canRetry(), cause);
    }
}
