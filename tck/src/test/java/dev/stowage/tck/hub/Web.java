package dev.stowage.tck.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that follows no redirect and sends what it is told. */
final class Web {
    static final String PROGRAM = "Practice/1.0";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    /** @param answer its body is kept as it came */
    record Answer(HttpResponse<byte[]> answer) {
        int status() {
            return answer.statusCode();
        }

        String text() {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }

        byte[] bytes() {
            return answer.body();
        }

        String header(String name) {
            return answer.headers().firstValue(name).orElse("");
        }

        URI location() {
            return answer.uri().resolve(header("Location"));
        }
    }

    Answer get(URI address, String... fields) {
        return send("GET", address, "", fields);
    }

    Answer get(String address, String... fields) {
        return get(URI.create(address), fields);
    }

    Answer head(URI address, String... fields) {
        return send("HEAD", address, "", fields);
    }

    Answer post(String address, String body, String... fields) {
        return send("POST", URI.create(address), body, fields);
    }

    /** Follows one redirect, as a careful client does: without what the first server was shown. */
    Answer followed(String address, String... fields) {
        return get(get(address, fields).location());
    }

    private Answer send(String method, URI address, String body, String... fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .setHeader("User-Agent", PROGRAM)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < fields.length; i += 2) {
            request.setHeader(fields[i], fields[i + 1]);
        }
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new AssertionError(method + " " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
