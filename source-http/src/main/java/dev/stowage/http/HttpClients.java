package dev.stowage.http;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * Two OkHttp clients that share connections and differ in one thing: bytes come by HTTP/1.1 only, because all streams of one HTTP/2
 * connection share one window and one TCP connection's luck.
 */
final class HttpClients implements AutoCloseable {
    /** More than all connections together, so that a connection between two pieces of a file is kept. */
    private static final int IDLE_CONNECTIONS = 64;

    /** Short, so that a connection does not outlive by much what its name resolves to. */
    private static final int IDLE_SECONDS = 30;

    /** A small answer may take so many times as long as its beginning, and is never waited for without end. */
    private static final int WHOLE_ANSWER = 10;

    private final ConnectionPool pool = new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS);
    private final OkHttpClient metadata;
    private final OkHttpClient bytes;

    HttpClients(HttpSettings settings, Surroundings around) {
        AddressPolicy policy = new AddressPolicy(settings.allowed(), around.listeners()::bound);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(pool)
                .socketFactory(new AddressGuard(policy, settings.allowed()))
                .dns(new GuardedDns(around.names(), policy))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(settings.connect())
                .readTimeout(settings.answer())
                .eventListenerFactory(HttpClients::listener)
                .addNetworkInterceptor(new NoSilentRetry());
        around.authorities().accept(builder);
        metadata = builder.callTimeout(settings.connect().plus(settings.answer().multipliedBy(WHOLE_ANSWER)))
                .build();
        bytes = metadata.newBuilder()
                .callTimeout(Duration.ZERO)
                .protocols(List.of(Protocol.HTTP_1_1))
                .build();
    }

    /** For small answers that are read whole. */
    OkHttpClient metadata() {
        return metadata;
    }

    /** For bodies that are read as they arrive. */
    OkHttpClient bytes() {
        return bytes;
    }

    /** Forgets connections that nobody uses. */
    void forgetIdle() {
        pool.evictAll();
    }

    @Override
    public void close() {
        forgetIdle();
    }

    private static EventListener listener(okhttp3.Call call) {
        HopTrace trace = call.request().tag(HopTrace.class);
        return trace == null ? EventListener.NONE : trace;
    }
}
