package dev.stowage.tck.origin;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends a request as written and keeps every byte that comes back, until the origin ends the connection. */
final class RawClient {
    private static final int TIMEOUT_MILLIS = 10_000;

    private RawClient() {}

    /**
     * @param text everything received, one character a byte
     * @param reset whether the end was RST and not FIN
     */
    record Answer(String text, boolean reset) {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        String head() {
            return text.substring(0, text.indexOf("\r\n\r\n") + 2);
        }

        byte[] body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** Asks for one path and for the end of the connection. */
    static Answer get(URI uri, String... fields) throws IOException {
        return send(uri, request(uri, fields));
    }

    static String request(URI uri, String... fields) {
        StringBuilder request = new StringBuilder("GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: x\r\n");
        for (String field : fields) {
            request.append(field).append("\r\n");
        }
        return request.append("Connection: close\r\n\r\n").toString();
    }

    static Answer send(URI uri, String request) throws IOException {
        try (Socket socket = open(uri)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return readToEnd(socket);
        }
    }

    static Socket open(URI uri) throws IOException {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** Reads up to the empty line after the head and not a byte further. */
    static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException("The head is cut: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    static Answer readToEnd(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int count; (count = socket.getInputStream().read(buffer)) >= 0; ) {
                bytes.write(buffer, 0, count);
            }
        } catch (SocketException e) {
            return new Answer(bytes.toString(StandardCharsets.ISO_8859_1), true);
        }
        return new Answer(bytes.toString(StandardCharsets.ISO_8859_1), false);
    }
}
