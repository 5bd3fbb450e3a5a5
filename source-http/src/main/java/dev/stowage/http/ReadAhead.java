package dev.stowage.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a socket in big pieces: OkHttp asks for 8 KiB at a time, and a system call for each of them costs a third of the processor time of
 * a download. Unlike {@link java.io.BufferedInputStream} it locks nothing and never asks the system how much is waiting.
 */
final class ReadAhead extends InputStream {
    private static final int CAPACITY = 256 << 10;

    private final Source source;
    private @Nullable InputStream in;
    private byte[] buffer = new byte[0];
    private int next;
    private int end;

    /** Opens the stream below, when the socket is connected. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    ReadAhead(Source source) {
        this.source = source;
    }

    InputStream open() throws IOException {
        if (in == null) {
            in = source.open();
        }
        return this;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - next);
        System.arraycopy(buffer, next, target, offset, count);
        next += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        opened().close();
    }

    private boolean fill() throws IOException {
        if (next < end) {
            return true;
        }
        if (buffer.length == 0) {
            buffer = new byte[CAPACITY];
        }
        int count = opened().read(buffer, 0, buffer.length);
        next = 0;
        end = Math.max(0, count);
        return count > 0;
    }

    private InputStream opened() {
        return Objects.requireNonNull(in, "open() comes first");
    }
}
