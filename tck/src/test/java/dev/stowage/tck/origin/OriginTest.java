package dev.stowage.tck.origin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;

/** An origin with one file of seeded bytes, and a client for it. */
abstract class OriginTest {
    static final Content CONTENT = Content.seeded(7, 10_000);

    final ScriptedOrigin origin = ScriptedOrigin.start();
    final HttpClient client = HttpClient.newHttpClient();
    final URI uri = origin.uri("/file");
    final Route route = origin.serve("/file", Resource.of(CONTENT));

    @AfterEach
    void closeOrigin() {
        origin.close();
    }

    final HttpResponse<byte[]> get(URI from, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(from);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    final HttpResponse<byte[]> range(String range, String... headers) throws IOException, InterruptedException {
        String[] all = new String[headers.length + 2];
        all[0] = "Range";
        all[1] = range;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return get(uri, all);
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("(none)");
    }

    static byte[] part(long offset, long count) {
        return CONTENT.slice(offset, count).toByteArray();
    }
}
