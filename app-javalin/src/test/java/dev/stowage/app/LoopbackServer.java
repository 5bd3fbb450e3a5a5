package dev.stowage.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server that is not ours, on loopback: the JDK's, with files that answer ranges. */
final class LoopbackServer implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int stallAt = Integer.MAX_VALUE;

    LoopbackServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::file);
        server.createContext("/busy/", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            answer(exchange, 503, new byte[0], 0);
        });
        server.start();
    }

    /** A small safetensors file that accounts for all of its bytes. */
    static byte[] safetensors(int seed) {
        return safetensors(seed, 10_000);
    }

    /** The same with one tensor of so many numbers. */
    static byte[] safetensors(int seed, int numbers) {
        byte[] tensor = new byte[numbers * Float.BYTES];
        new Random(seed).nextBytes(tensor);
        byte[] header = ("{\"w\":{\"dtype\":\"F32\",\"shape\":[" + numbers + "],\"data_offsets\":[0," + tensor.length
                        + "]}}")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(Long.BYTES + header.length + tensor.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(tensor)
                .array();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Offers a file; returns its URL. */
    String offers(String name, byte[] bytes) {
        files.put("/" + name, bytes);
        return url(name);
    }

    String url(String name) {
        return site() + "/" + name;
    }

    /** Its root, for who takes it for a site of models. */
    String site() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on nobody gets this byte of a file or a later one, however often it is asked for, until {@link #flows}. */
    void stallsAt(int offset) {
        stallAt = offset;
    }

    void awaitStall() throws InterruptedException {
        stalled.await();
    }

    void flows() {
        stallAt = Integer.MAX_VALUE;
        released.countDown();
    }

    /** The ranges that were asked for, {@code -} for none. */
    List<String> ranges() {
        return ranges;
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void file(HttpExchange exchange) throws IOException {
        byte[] bytes = files.get(exchange.getRequestURI().getPath());
        if (bytes == null) {
            answer(exchange, 404, "no such file".getBytes(StandardCharsets.US_ASCII), 0);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "-" : range);
        exchange.getResponseHeaders().set("ETag", "\"" + sha256(bytes).substring(0, 16) + "\"");
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        if (range == null) {
            answer(exchange, 200, bytes, 0);
        } else {
            part(exchange, bytes, range.substring("bytes=".length()).split("-", -1));
        }
    }

    private void part(HttpExchange exchange, byte[] bytes, String[] range) throws IOException {
        int first = Integer.parseInt(range[0]);
        int end = range[1].isEmpty() ? bytes.length : Math.min(bytes.length, Integer.parseInt(range[1]) + 1);
        if (first >= bytes.length) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + bytes.length);
            answer(exchange, 416, new byte[0], 0);
            return;
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + bytes.length);
        answer(exchange, 206, Arrays.copyOfRange(bytes, first, end), first);
    }

    /** @param first where in the file the body begins */
    private void answer(HttpExchange exchange, int status, byte[] body, int first) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            int now = Math.max(0, Math.min(body.length, stallAt - first));
            out.write(body, 0, now);
            if (now < body.length) {
                out.flush();
                stalled.countDown();
                awaitRelease();
            }
            out.write(body, now, body.length - now);
        }
    }

    private void awaitRelease() throws IOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
