package dev.stowage.tck.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.stowage.spi.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.List;

/** The framings of a body: a length, chunks, or the end of the connection. */
final class Bodies {
    private static final int MAX_SIZE_LINE = 64;

    private Bodies() {}

    static InputStream of(int status, HttpHeaders headers, InputStream wire) throws IOException {
        if (status == 204 || status == 304) {
            return InputStream.nullInputStream();
        }
        if (headers.first("Transfer-Encoding").isPresent()) {
            return new Chunked(wire);
        }
        List<String> lengths = headers.all("Content-Length");
        if (lengths.isEmpty()) {
            return wire;
        }
        if (lengths.size() > 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
            throw new ProtocolException("not one length");
        }
        return new Counted(wire, Long.parseLong(lengths.get(0)));
    }

    /** Reads a line and cuts its end off. */
    static String line(InputStream wire, int limit) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = wire.read(); next != '\n'; next = wire.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within a line");
            }
            if (line.size() >= limit) {
                throw new ProtocolException("a line without an end");
            }
            line.write(next);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** So many bytes and not one less. */
    private static class Counted extends InputStream {
        final InputStream in;
        private long left;

        Counted(InputStream wire, long length) {
            in = wire;
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int count) throws IOException {
            if (left == 0 && !next()) {
                return -1;
            }
            if (count == 0) {
                return 0;
            }
            int read = in.read(target, from, (int) Math.min(count, left));
            if (read < 0) {
                throw new EOFException("the connection ended before the body");
            }
            left -= read;
            return read;
        }

        /** Whether more follows what was counted, and then counts that. */
        boolean next() throws IOException {
            return false;
        }

        void expect(long more) {
            left = more;
        }
    }

    private static final class Chunked extends Counted {
        private boolean begun;
        private boolean ended;

        Chunked(InputStream wire) {
            super(wire, 0);
        }

        @Override
        boolean next() throws IOException {
            if (ended) {
                return false;
            }
            if (begun && !line(in, 1).isEmpty()) {
                throw new ProtocolException("a chunk without an end");
            }
            begun = true;
            String size = line(in, MAX_SIZE_LINE);
            if (!size.matches("[0-9a-fA-F]{1,15}")) {
                throw new ProtocolException("not the size of a chunk");
            }
            long length = Long.parseLong(size, 16);
            ended = length == 0;
            expect(length);
            return !ended;
        }
    }
}
