package dev.stowage.http;

import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.Subscription;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * The head of an answer that has come, and the way to its body.
 *
 * @param from who answered
 * @param headers the fields, as far as they may be believed
 * @param response what OkHttp made of it
 * @param exchange the OkHttp call, to end it
 * @param trace knows the connection
 * @param place the place at the host that this answer takes
 */
record Answer(
        HttpUrl from,
        HttpHeaders headers,
        Response response,
        okhttp3.Call exchange,
        HopTrace trace,
        Subscription place) {
    int status() {
        return response.code();
    }

    /** Whether this very hop was shown a token; none is kept from one hop to the next. */
    boolean tokenShown() {
        return response.request().header("Authorization") != null;
    }

    /** Ends it at once; what is left of the body is not read, so its connection goes too. Only while nobody reads. */
    void drop() {
        exchange.cancel();
        release();
    }

    /** Ends it; OkHttp reads what little may be left, to keep the connection. Only while nobody reads. */
    void release() {
        response.close();
        if (Framing.ambiguous(response.headers())) {
            spoil();
        }
        place.close();
    }

    private void spoil() {
        try {
            trace.spoilConnection();
        } catch (IOException e) {
            exchange.cancel();
        }
    }
}
