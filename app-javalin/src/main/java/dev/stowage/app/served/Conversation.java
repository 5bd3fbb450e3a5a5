package dev.stowage.app.served;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Requests to one server on this machine, through no proxy and along no redirect. */
final class Conversation {
    private final URI url;
    private final Patience patience;
    private final HttpClient client;

    Conversation(URI url, Patience patience) {
        this.url = url;
        this.patience = patience;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    /** @throws IOException when there is no answer, among them {@code HttpTimeoutException} when it took too long */
    HttpResponse<byte[]> ask(Message message, Optional<String> key) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(message.path()))
                .timeout(patience.answer())
                .header("Accept", "application/json, application/problem+json")
                .method(
                        message.method(),
                        message.body()
                                .map(json -> BodyPublishers.ofString(json.toString()))
                                .orElseGet(BodyPublishers::noBody));
        key.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        message.headers().forEach(request::header);
        message.body().ifPresent(json -> request.header("Content-Type", "application/json"));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
