package dev.stowage.http;

import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.Subscription;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Sends one request on the caller's thread and waits for the head of its answer, within the deadlines. Follows nothing. */
final class Sender {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final HttpClients clients;
    private final HttpSettings settings;
    private final Cancellation cancellation;
    private final boolean bytes;

    /** @param bytes whether bodies of any size are wanted, as they are; else small ones, compressed if the other side likes */
    Sender(GuardedHttp http, Cancellation cancellation, boolean bytes) {
        this.clients = http.clients();
        this.settings = http.settings();
        this.cancellation = cancellation;
        this.bytes = bytes;
    }

    boolean bytes() {
        return bytes;
    }

    /**
     * Sends it. A connection that an earlier request left behind may be dead; then, once, a new one is tried.
     *
     * @param place goes with the answer; stays the caller's when this throws
     */
    Answer send(Request.Builder request, HttpUrl to, Subscription place) throws IOException {
        HopTrace trace = new HopTrace(settings.answer());
        try {
            return sendOnce(request, to, place, trace);
        } catch (IOException e) {
            if (trace.late() || !trace.reusedConnection() || cancellation.cancelled()) {
                throw e;
            }
        }
        clients.forgetIdle();
        return sendOnce(request, to, place, new HopTrace(settings.answer()));
    }

    private Answer sendOnce(Request.Builder request, HttpUrl to, Subscription place, HopTrace trace)
            throws IOException {
        OkHttpClient client = bytes ? clients.bytes() : clients.metadata();
        request.header("Accept-Encoding", bytes ? "identity" : "gzip").tag(HopTrace.class, trace);
        okhttp3.Call exchange = client.newCall(request.build());
        cancellation.watch(exchange);
        trace.begin(exchange, settings.connect());
        try {
            Response response = exchange.execute();
            return new Answer(to, checked(response, exchange), response, exchange, trace, place);
        } catch (IOException e) {
            exchange.cancel();
            throw trace.late() ? late(e) : e;
        } catch (RuntimeException e) {
            // OkHttp throws these for some answers that break the rules, such as a negative length.
            exchange.cancel();
            throw (ProtocolException) new ProtocolException("broken rules").initCause(e);
        } finally {
            trace.end();
        }
    }

    private HttpHeaders checked(Response response, okhttp3.Call exchange) throws IOException {
        try {
            if (response.code() == SWITCHING_PROTOCOLS) {
                throw new ProtocolException("another protocol");
            }
            HttpHeaders headers = Framing.checked(response.headers());
            response.body().source().timeout().timeout(settings.stall().toNanos(), TimeUnit.NANOSECONDS);
            return headers;
        } catch (ProtocolException e) {
            exchange.cancel();
            response.close();
            throw e;
        }
    }

    private static IOException late(IOException e) {
        return (IOException) new SocketTimeoutException("no answer in time").initCause(e);
    }
}
