package dev.stowage.tck.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.stowage.model.Origin;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.RedirectTarget;
import dev.stowage.spi.Subscription;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One request and its answer on a socket of its own. */
final class Exchange implements HttpStream {
    private static final int MAX_HEAD = 256 << 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Socket socket;
    private final Subscription cancellation;
    private final Origin origin;
    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;
    private Optional<RedirectTarget> target = Optional.empty();

    private Exchange(Socket socket, Subscription cancellation, URI address) throws IOException {
        this.socket = socket;
        this.cancellation = cancellation;
        this.origin = Origin.of(address).orElseThrow(() -> new ProtocolException("no origin"));
        InputStream wire = new BufferedInputStream(socket.getInputStream(), 64 << 10);
        List<String> head = finalHead(wire);
        this.status = status(head.get(0));
        this.headers = fields(head.subList(1, head.size()));
        this.body = Bodies.of(status, headers, wire);
    }

    /** Sends a request and reads the head of its answer. */
    static Exchange send(URI address, HttpQuery query, Duration patience, Call call) throws IOException {
        Socket socket = new Socket();
        Subscription cancellation = call.onCancel(() -> end(socket));
        boolean answered = false;
        try {
            int millis = Math.toIntExact(patience.toMillis());
            socket.setSoTimeout(millis);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), millis);
            socket.getOutputStream().write(request(address, query));
            Exchange exchange = new Exchange(socket, cancellation, address);
            answered = true;
            return exchange;
        } finally {
            if (!answered) {
                cancellation.close();
                end(socket);
            }
        }
    }

    /** Remembers that redirects led here. */
    Exchange redirectedTo(RedirectTarget here) {
        target = Optional.of(here);
        return this;
    }

    boolean redirects() {
        return REDIRECTS.contains(status);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public HttpHeaders headers() {
        return headers;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Optional<RedirectTarget> redirectTarget() {
        return target;
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        cancellation.close();
        end(socket);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not close a socket", e);
        }
    }

    private static byte[] request(URI address, HttpQuery query) {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String target = address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
        StringBuilder head = new StringBuilder("GET " + target + " HTTP/1.1\r\n");
        head.append("Host: ").append(address.getRawAuthority()).append("\r\nConnection: close\r\n");
        query.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    private static List<String> finalHead(InputStream wire) throws IOException {
        List<String> lines = head(wire);
        while (status(lines.get(0)) / 100 == 1) {
            lines = head(wire);
        }
        return lines;
    }

    private static List<String> head(InputStream wire) throws IOException {
        int left = MAX_HEAD;
        List<String> lines = new ArrayList<>();
        for (String line = Bodies.line(wire, left); !line.isEmpty(); line = Bodies.line(wire, left)) {
            left -= line.length();
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw new ProtocolException("an answer without a status line");
        }
        return lines;
    }

    private static int status(String line) throws ProtocolException {
        if (!line.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
            throw new ProtocolException("not a status line");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static HttpHeaders fields(List<String> lines) throws ProtocolException {
        Map<String, List<String>> fields = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("not a field");
            }
            fields.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return HttpHeaders.of(fields);
    }
}
