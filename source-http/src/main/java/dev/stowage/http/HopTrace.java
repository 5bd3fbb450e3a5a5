package dev.stowage.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Connection;
import okhttp3.EventListener;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * Watches one request from its start to the head of its answer: ends it when that takes too long, and knows afterwards which connection
 * carried it. An answer that drips one byte at a time is never silent, so the silence limit of OkHttp alone would wait for ever.
 */
final class HopTrace extends EventListener {
    private final Deadline deadline = new Deadline();
    private final Duration answer;
    private volatile okhttp3.@Nullable Call call;
    private volatile boolean dialled;
    private volatile @Nullable Connection connection;
    private volatile boolean late;

    HopTrace(Duration answer) {
        this.answer = answer;
    }

    /** Starts the clock; the way to a connection may take this long on top of the answer. */
    void begin(okhttp3.Call watched, Duration connect) {
        call = watched;
        deadline.timeout(connect.plus(answer).toNanos(), TimeUnit.NANOSECONDS);
        deadline.enter();
    }

    /** Stops the clock. */
    void end() {
        if (deadline.exit()) {
            late = true;
        }
    }

    /** Whether the clock ran out. */
    boolean late() {
        return late;
    }

    /** Whether the request went over a connection that an earlier one had left behind, and that may have died since. */
    boolean reusedConnection() {
        return connection != null && !dialled;
    }

    /** Ends the connection; for answers after which nothing on it can be trusted. */
    void spoilConnection() throws IOException {
        Connection used = connection;
        if (used != null) {
            Socket socket = used.socket();
            socket.close();
        }
    }

    @Override
    public void connectStart(okhttp3.Call connecting, InetSocketAddress address, Proxy proxy) {
        dialled = true;
    }

    @Override
    public void connectionAcquired(okhttp3.Call acquiring, Connection acquired) {
        connection = acquired;
        end();
        deadline.timeout(answer.toNanos(), TimeUnit.NANOSECONDS);
        deadline.enter();
    }

    private final class Deadline extends AsyncTimeout {
        @Override
        protected void timedOut() {
            late = true;
            okhttp3.Call watched = call;
            if (watched != null) {
                watched.cancel();
            }
        }
    }
}
