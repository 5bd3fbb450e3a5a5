package dev.stowage.app.served;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of a data folder that answers as it is told to. */
final class PlayedServer implements AutoCloseable {
    private static final String KEY = "key-of-the-test";

    private final Path dataFolder;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String instance = "one";
    private volatile boolean silent;

    private record Answer(int status, String body) {}

    PlayedServer(Path dataFolder) throws IOException {
        this.dataFolder = Files.createDirectories(dataFolder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        Files.writeString(dataFolder.resolve("api-key"), KEY + "\n");
        answers.put("GET /healthz", new Answer(200, "{}"));
    }

    /** What it says of itself. */
    ServerFile file() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new ServerFile(url, ProcessHandle.current().pid(), "one", Path.of("/models"), "sqlite:/db");
    }

    PlayedServer answers(String request, int status, String body) {
        answers.put(request, new Answer(status, body));
        return this;
    }

    /** Another one has begun in its place. */
    void becomes(String another) {
        instance = another;
    }

    /** Takes requests, and answers none. */
    void hangs() {
        silent = true;
    }

    /** Method, path and body of each, in order. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    Path dataFolder() {
        return dataFolder;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add((request + " " + body).strip());
        if (silent) {
            await();
        }
        boolean allowed = request.equals("GET /healthz")
                || ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        Answer answer = allowed ? answers.getOrDefault(request, new Answer(404, "")) : new Answer(401, "{}");
        exchange.getResponseHeaders().set(Server.INSTANCE, instance);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
        threads.shutdown();
    }
}
