package dev.stowage.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stowage.api.Scope;
import dev.stowage.api.Stowage;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A real server over a real installation in a folder, and a program that talks to it with the key. */
public final class RunningServer implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Stowage stowage;
    private final HttpServer server;

    private RunningServer(Stowage stowage, HttpServer server) {
        this.stowage = stowage;
        this.server = server;
    }

    /** Starts it with its data and models below a folder; providers are told these settings, as {@code id.key}. */
    public static RunningServer in(Path folder, Map<String, String> settings) throws StowageException {
        return in(folder, settings, 0);
    }

    /** The same at a port. */
    public static RunningServer in(Path folder, Map<String, String> settings, int port) throws StowageException {
        Path data = folder.resolve("data");
        var builder = Stowage.builder()
                .discover(RunningServer.class.getClassLoader())
                .folders(folder.resolve("models"), data)
                .setting("okhttp", "allowed-addresses", "127.0.0.0/8")
                .setting("sql", "database-url", "sqlite:" + data.resolve("stowage.db"))
                .setting("library", "previews-folder", data.resolve("previews").toString())
                .setting("sql", "secret-key-file", data.resolve("secret.key").toString())
                .work(Scope.ALL);
        settings.forEach((name, value) -> {
            String[] parts = name.split("\\.", 2);
            builder.setting(parts[0], parts[1], value);
        });
        Stowage stowage = builder.build();
        stowage.start();
        return new RunningServer(
                stowage,
                HttpServer.start(
                        stowage,
                        new HttpServer.Place("127.0.0.1", port),
                        new HttpServer.Folders(data, folder.resolve("models")),
                        Clock.systemUTC()));
    }

    public Stowage stowage() {
        return stowage;
    }

    public HttpServer server() {
        return server;
    }

    public URI uri(String path) {
        return server.address().resolve(path);
    }

    /** The key that programs log in with. */
    public String key() throws IOException {
        return Files.readString(server.keyFile()).strip();
    }

    /** A request to a path, without a login. */
    public HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    /** A request to a path, with the key. */
    public HttpRequest.Builder request(String path) throws IOException {
        return anonymous(path).header("Authorization", "Bearer " + key());
    }

    /** That of a browser that has followed a new login link. */
    String cookie() throws IOException, InterruptedException {
        return send(anonymous("/login?" + server.loginLink().getRawQuery()))
                .headers()
                .firstValue("Set-Cookie")
                .orElse("")
                .split(";", 2)[0];
    }

    /** The session of that cookie ends. */
    HttpResponse<String> logOut(String cookie) throws IOException, InterruptedException {
        return send(anonymous("/sessions")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .DELETE());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    /** Sends a method with a JSON body. */
    public HttpResponse<String> send(String method, String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    /** What comes back, which is as it is described. */
    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        Contract.ours().check(answer.request().method(), answer);
        return answer;
    }

    /** What comes back for these very bytes, until the connection ends or nothing comes any more. */
    String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the Host header is to say. */
    String host() {
        return server.address().getAuthority();
    }

    public static JsonNode json(HttpResponse<String> answer) throws IOException {
        return MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        server.close();
        stowage.close();
    }
}
