package dev.stowage.tck.origin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The origin's end of one connection, driven by the steps of its replies.
 *
 * <p>The last bytes of a reply stay in the buffer until {@link #finish}, so that the place the reply took is free before
 * the client can know that it is complete. Only {@link #abort} may be called by another thread.
 */
final class Wire {
    private static final int CAPACITY = 1 << 16;

    private final Socket tcp;
    private final Socket channel;
    private final InputStream in;
    private final OutputStream out;
    private final Shutdown shutdown;
    private final LongAdder sent;
    private final byte[] buffer = new byte[CAPACITY];
    private int buffered;
    private int burst = CAPACITY;
    private Optional<Pace> pace = Optional.empty();
    private Runnable beforeLastBytes = () -> {};
    private volatile boolean open = true;

    /** How long to wait after a burst. */
    @FunctionalInterface
    interface Pace {
        Duration after(int bytes);
    }

    /**
     * @param tcp the plain connection
     * @param channel what carries HTTP: {@code tcp} itself or TLS over it
     */
    Wire(Socket tcp, Socket channel, Shutdown shutdown, LongAdder sent) throws IOException {
        this.tcp = tcp;
        this.channel = channel;
        this.shutdown = shutdown;
        this.sent = sent;
        tcp.setTcpNoDelay(true);
        this.in = new BufferedInputStream(channel.getInputStream());
        this.out = channel.getOutputStream();
    }

    InputStream input() {
        return in;
    }

    boolean isOpen() {
        return open;
    }

    void begin(Runnable beforeLast) {
        beforeLastBytes = beforeLast;
        burst = CAPACITY;
        pace = Optional.empty();
    }

    void finish() throws IOException {
        beforeLastBytes.run();
        flush();
    }

    void send(Content content) throws IOException {
        long length = content.length();
        for (long at = 0; at < length; ) {
            if (buffered >= burst) {
                flush();
            }
            int count = (int) Math.min(burst - buffered, length - at);
            content.read(at, buffer, buffered, count);
            buffered += count;
            at += count;
            if (pace.isPresent() && buffered >= burst) {
                pause(pace.get().after(buffered));
            }
        }
    }

    void pace(int bytes, Pace wait) throws IOException {
        flush();
        burst = Math.min(bytes, CAPACITY);
        pace = Optional.of(wait);
    }

    void pause(Duration time) throws IOException {
        flush();
        shutdown.pause(time);
    }

    void await(Gate gate) throws IOException {
        flush();
        shutdown.await(gate.arrive());
    }

    void stall() throws IOException {
        flush();
        while (in.read() >= 0) {
            // What the client still says is of no interest; its end of the stream is.
        }
        abort();
    }

    void close() throws IOException {
        finish();
        open = false;
        channel.close();
        tcp.close();
    }

    void cut() throws IOException {
        finish();
        abort();
    }

    void reset() throws IOException {
        finish();
        tcp.setSoLinger(true, 0);
        abort();
    }

    /** Closes the plain connection, which frees a thread that reads or writes it, with TLS too. */
    void abort() throws IOException {
        open = false;
        tcp.close();
    }

    private void flush() throws IOException {
        // Counted first: whoever has received the bytes finds them counted.
        sent.add(buffered);
        int count = buffered;
        buffered = 0;
        out.write(buffer, 0, count);
        out.flush();
    }
}
