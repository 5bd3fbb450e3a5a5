package dev.stowage.tck.origin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Accepts connections, gives each a daemon thread, and ends them all within a bounded time. */
final class Listener {
    private static final int BACKLOG = 256;
    private static final long JOIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ServerSocket server;
    private final Shutdown shutdown;
    private final Service service;

    /** Those whose thread has ended, too, until the next one comes: one that removed itself would still run when it is not waited for. */
    private final Map<Thread, Socket> open = new HashMap<>();

    private final Consumer<Throwable> failures;
    private final Thread acceptor;
    private int accepted;

    /** Serves one accepted connection until it ends; I/O errors mean that the client or the origin has left. */
    @FunctionalInterface
    interface Service {
        void serve(Socket connection, int number) throws IOException;
    }

    Listener(InetSocketAddress address, Shutdown shutdown, Service service, Consumer<Throwable> failures)
            throws IOException {
        this.shutdown = shutdown;
        this.service = service;
        this.failures = failures;
        this.server = new ServerSocket();
        server.bind(address, BACKLOG);
        this.acceptor = daemon(this::accept, "acceptor");
    }

    void start() {
        acceptor.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    synchronized int accepted() {
        return accepted;
    }

    /** Ends all connections and threads; a thread that does not end in time is a failure. */
    void close() throws IOException {
        server.close();
        List<Thread> threads = new ArrayList<>(List.of(acceptor));
        synchronized (this) {
            for (Socket socket : open.values()) {
                socket.close();
            }
            threads.addAll(open.keySet());
        }
        join(threads);
    }

    private void accept() {
        while (!shutdown.hasBegun()) {
            try {
                admit(server.accept());
            } catch (IOException e) {
                if (!shutdown.hasBegun()) {
                    failures.accept(e);
                }
                return;
            }
        }
    }

    private synchronized void admit(Socket socket) throws IOException {
        if (shutdown.hasBegun()) {
            socket.close();
            return;
        }
        open.keySet().removeIf(ended -> !ended.isAlive());
        int number = ++accepted;
        Thread thread = daemon(() -> serve(socket, number), "connection-" + number);
        open.put(thread, socket);
        thread.start();
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            service.serve(socket, number);
        } catch (IOException gone) {
            // The client has left, or close() has ended the connection: an everyday end, not a failure.
        } catch (RuntimeException | Error e) {
            failures.accept(e);
        }
    }

    private Thread daemon(Runnable work, String role) {
        Thread thread = new Thread(work, "scripted-origin-" + server.getLocalPort() + "-" + role);
        thread.setDaemon(true);
        return thread;
    }

    private void join(List<Thread> threads) {
        long deadline = System.nanoTime() + JOIN_NANOS;
        try {
            for (Thread thread : threads) {
                long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
                if (thread != Thread.currentThread()) {
                    thread.join(left);
                }
                if (thread != Thread.currentThread() && thread.isAlive()) {
                    failures.accept(new IllegalStateException("Still running: " + thread.getName()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
