package dev.stowage.tck.origin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 origin for tests, on a raw loopback socket, that sends exactly what its script says.
 *
 * <p>Without faults it serves {@linkplain Resource resources} properly and keeps connections alive. Every path has a
 * {@link Route} on which faults are scripted; a path without anything answers 404. A path is the part of the
 * request target before {@code ?}, percent-encoding untouched; a route named with a query matches only that target.
 *
 * <pre>{@code
 * Content content = Content.seeded(42, 1_000_000);
 * try (ScriptedOrigin origin = ScriptedOrigin.start()) {
 *     origin.serve("/model.bin", Resource.of(content)).next(AnswerFaults.status(503), BodyFaults.truncatedAt(1000));
 *     download(origin.uri("/model.bin"));
 *     assertEquals(3, origin.requests().size());
 * }
 * }</pre>
 *
 * <p>Thread-safe. All threads are daemons of this origin; {@link #close()} ends every reply, however stuck.
 *
 * @since 0.1
 */
public final class ScriptedOrigin implements AutoCloseable {
    private final Shutdown shutdown = new Shutdown();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Script script = new Script(failures::add);
    private final RequestLog log = new RequestLog();
    private final LongAdder sent = new LongAdder();
    private final @Nullable SSLContext tls;
    private final Listener listener;

    private ScriptedOrigin(String address, int port, @Nullable SSLContext tls) {
        this.tls = tls;
        try {
            InetSocketAddress place = new InetSocketAddress(loopback(address), port);
            listener = new Listener(place, shutdown, this::serve, failures::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not listen on " + address + ":" + port, e);
        }
    }

    /**
     * Starts an origin on 127.0.0.1 and a free port.
     *
     * @return the running origin
     * @throws UncheckedIOException when the socket cannot be opened
     */
    public static ScriptedOrigin start() {
        return startOn("127.0.0.1");
    }

    /**
     * Starts an origin on a free port of a chosen loopback address, such as {@code 127.0.0.2} for a second host.
     *
     * @param address a literal loopback address
     * @return the running origin
     * @throws IllegalArgumentException when the address is no loopback address
     * @throws UncheckedIOException when the socket cannot be opened
     */
    public static ScriptedOrigin startOn(String address) {
        return startOn(address, 0);
    }

    /**
     * Starts an origin at a chosen place.
     *
     * @param address a literal loopback address
     * @param port 0 for any that is free
     * @return the running origin
     * @throws IllegalArgumentException when the address is no loopback address
     * @throws UncheckedIOException when the socket cannot be opened
     */
    public static ScriptedOrigin startOn(String address, int port) {
        return started(new ScriptedOrigin(address, port, null));
    }

    /**
     * Starts an origin that speaks TLS.
     *
     * @param address a literal loopback address
     * @param context the server's key and certificate, good or bad
     * @return the running origin
     * @throws IllegalArgumentException when the address is no loopback address
     * @throws UncheckedIOException when the socket cannot be opened
     */
    public static ScriptedOrigin startTlsOn(String address, SSLContext context) {
        return started(new ScriptedOrigin(address, 0, requireNonNull(context, "context")));
    }

    /**
     * Returns the address of a path here.
     *
     * @param path the path, beginning with {@code /}, percent-encoded, with a query if wanted
     * @return scheme, literal address, port and that path
     */
    public URI uri(String path) {
        InetSocketAddress at = listener.address();
        String host = at.getAddress().getHostAddress();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create((tls == null ? "http" : "https") + "://" + literal + ":" + at.getPort() + path);
    }

    /**
     * Puts something at a path.
     *
     * @param path the path
     * @param resource what lies there from now on
     * @return the route of that path, to script faults on
     */
    public Route serve(String path, Resource resource) {
        return route(path).serve(resource);
    }

    /**
     * Returns the route of a path; new and empty the first time.
     *
     * @param path the path, or a whole request target with its query
     * @return its route, the same one every time
     */
    public Route route(String path) {
        return script.route(requireNonNull(path, "path"));
    }

    /**
     * Returns the route of all requests that no other route matches, and of those for which a route has neither a fault nor a resource.
     *
     * @return that route; without a script it answers 404
     */
    public Route otherwise() {
        return script.otherwise();
    }

    /**
     * Puts a step before every reply, such as the {@link Step#limit} of a slow line.
     *
     * @param step what to begin the next reply with; asked once for each
     */
    public void precede(Supplier<Step> step) {
        script.precede(requireNonNull(step, "step"));
    }

    /**
     * Scripts a chain of redirects {@code path/1}, {@code path/2}, … that ends elsewhere.
     *
     * @param path the beginning of the paths
     * @param hops how many redirects, 1 or more
     * @param target where the last one leads, here or at another origin
     * @return the address of the first hop
     */
    public URI redirects(String path, int hops, URI target) {
        for (int hop = 1; hop <= hops; hop++) {
            URI next = hop == hops ? target : uri(path + "/" + (hop + 1));
            route(path + "/" + hop).always(AnswerFaults.redirect(302, next.toString()));
        }
        return uri(path + "/1");
    }

    /**
     * Limits how many requests are answered at the same time.
     *
     * @param parallel how many, 0 or more
     * @param overflow how the others are answered; they are in the log, but no route counts them
     */
    public void limitParallel(int parallel, Fault overflow) {
        script.limit(parallel, requireNonNull(overflow, "overflow"));
    }

    /**
     * Returns the requests received so far. A request is in the log before the first byte of its answer is sent.
     *
     * @return an immutable copy, in the order in which their heads were complete
     */
    public List<RecordedRequest> requests() {
        return log.snapshot();
    }

    /**
     * Waits for requests, so that a test needs no sleep.
     *
     * @param count how many have to be in the log
     * @param limit how long to wait at most
     * @return an immutable copy of the log, of {@code count} requests or more
     * @throws IllegalStateException when they did not come in time
     * @throws InterruptedException when the calling thread is interrupted
     */
    public List<RecordedRequest> awaitRequests(int count, Duration limit) throws InterruptedException {
        return log.await(count, limit);
    }

    /**
     * Returns how many connections were accepted since the start.
     *
     * @return the number, whether or not a request came over them
     */
    public int connections() {
        return listener.accepted();
    }

    /**
     * Returns how many bytes were handed to the network since the start, heads and framing included, TLS excluded.
     *
     * @return the number; no client has received more
     */
    public long bytesSent() {
        return sent.sum();
    }

    /**
     * Ends all connections and threads; the second call does nothing.
     *
     * @throws IllegalStateException when a fault of the script threw an exception (its cause) or a thread of it does
     *     not end; everything else is closed all the same
     */
    @Override
    public void close() {
        if (!shutdown.begin()) {
            return;
        }
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not close the origin", e);
        }
        if (!failures.isEmpty()) {
            IllegalStateException failed = new IllegalStateException("The script failed", failures.get(0));
            failures.stream().skip(1).forEach(failed::addSuppressed);
            throw failed;
        }
    }

    private void serve(Socket tcp, int number) throws IOException {
        Wire wire = new Wire(tcp, secure(tcp), shutdown, sent);
        new Connection(number, wire, log::add, script).serve();
    }

    private Socket secure(Socket tcp) throws IOException {
        if (tls == null) {
            return tcp;
        }
        String host = tcp.getInetAddress().getHostAddress();
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(tcp, host, tcp.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    private static ScriptedOrigin started(ScriptedOrigin origin) {
        origin.listener.start();
        return origin;
    }

    private static InetAddress loopback(String address) throws UnknownHostException {
        InetAddress resolved = InetAddress.getByName(address);
        if (!resolved.isLoopbackAddress()) {
            throw new IllegalArgumentException("Not a loopback address: " + address);
        }
        return resolved;
    }
}
