package dev.stowage.app.events;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A response that stays open, written without a thread of its own. */
final class ServletOutlet implements Outlet, WriteListener {
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ServletOutputStream out;
    private Runnable writable = () -> {};
    private Runnable gone = () -> {};
    private volatile boolean opened;

    private ServletOutlet(ServletOutputStream out) {
        this.out = out;
    }

    static ServletOutlet of(Context context) {
        AsyncContext async = context.req().startAsync();
        async.setTimeout(0);
        HttpServletResponse response = context.res();
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setHeader("X-Accel-Buffering", "no");
        try {
            ServletOutlet outlet = new ServletOutlet(response.getOutputStream());
            context.future(() -> outlet.ended);
            return outlet;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Begins, as soon as the request's own thread has gone.
     *
     * @param whenWritable called when something can be written
     * @param whenGone called when the client is not there any more
     */
    void open(Runnable whenWritable, Runnable whenGone) {
        writable = whenWritable;
        gone = whenGone;
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() {
        opened = true;
        writable.run();
    }

    @Override
    public void onError(Throwable failure) {
        gone.run();
    }

    @Override
    public boolean ready() {
        return opened && out.isReady();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() {
        ended.complete(null);
    }
}
