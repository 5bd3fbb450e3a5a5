package dev.stowage.tck.origin;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the requests of one connection. */
final class RequestReader {
    private static final int HEAD_LIMIT = 1 << 20;
    private static final int KEPT_BODY = 1 << 20;

    private final InputStream in;
    private final int connection;
    private int headBytes;

    /** @param persistent whether the connection may carry another request afterwards */
    record Incoming(RecordedRequest request, boolean persistent) {}

    RequestReader(InputStream in, int connection) {
        this.in = in;
        this.connection = connection;
    }

    /** Reads the next request; empty when the client has ended the connection. */
    Optional<Incoming> next() throws IOException {
        headBytes = 0;
        Optional<String> start = line();
        if (start.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = start.get().split(" ", -1);
        if (parts.length != 3) {
            throw new ProtocolException("Not a request line: " + start.get());
        }
        Fields fields = fields();
        boolean framed = !fields.has("Transfer-Encoding") && !fields.has("Expect");
        Content body = framed ? body(fields) : Content.empty();
        RecordedRequest request = new RecordedRequest(
                parts[0], parts[1], fields.byName(), fields.lines().size(), connection, body);
        return Optional.of(new Incoming(request, framed && isPersistent(parts[2], fields)));
    }

    private Fields fields() throws IOException {
        Fields fields = Fields.NONE;
        while (true) {
            String line = line().orElseThrow(() -> new EOFException("The head of the request is cut"));
            if (line.isEmpty()) {
                return fields;
            }
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new ProtocolException("Not a field: " + line);
            }
            fields = fields.plus(
                    line.substring(0, colon), line.substring(colon + 1).trim());
        }
    }

    private Content body(Fields fields) throws IOException {
        String field = fields.first("Content-Length").orElse("0");
        try {
            long length = Long.parseLong(field);
            if (length <= KEPT_BODY) {
                return Content.of(exactly((int) Math.max(0, length)));
            }
            in.skipNBytes(length);
            return Content.empty();
        } catch (NumberFormatException e) {
            throw new ProtocolException("Not a length: " + field);
        }
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("The body of the request is cut");
        }
        return bytes;
    }

    private static boolean isPersistent(String version, Fields fields) {
        return version.equals("HTTP/1.1") && !fields.says("Connection", "close");
    }

    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0 && line.size() > 0) {
                throw new EOFException("A line of the request is cut");
            }
            if (next < 0) {
                return Optional.empty();
            }
            if (next == '\n') {
                return Optional.of(line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", ""));
            }
            if (++headBytes > HEAD_LIMIT) {
                throw new ProtocolException("The head of the request is longer than " + HEAD_LIMIT + " bytes");
            }
            line.write(next);
        }
    }
}
