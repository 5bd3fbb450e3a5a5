package dev.stowage.http;

import dev.stowage.model.Origin;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.RedirectTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An open answer. Closing ends the connection at once, also under a blocked read; the buffers are given back only when no read is under
 * way, because OkHttp shares them among all connections and two threads in one of them would mix up files.
 */
final class GuardedStream implements HttpStream {
    private final Answer answer;
    private final Optional<RedirectTarget> target;
    private final Cancellation cancellation;
    private final InputStream body;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile boolean closed;

    GuardedStream(Answer answer, Optional<RedirectTarget> target, Cancellation cancellation) {
        this.answer = answer;
        this.target = target;
        this.cancellation = cancellation;
        this.body = new Body(answer.response().body().byteStream());
    }

    @Override
    public int status() {
        return answer.status();
    }

    @Override
    public HttpHeaders headers() {
        return answer.headers();
    }

    @Override
    public Origin origin() {
        return Redaction.origin(answer.from());
    }

    @Override
    public boolean tokenShown() {
        return answer.tokenShown();
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
        closed = true;
        cancellation.close();
        answer.exchange().cancel();
        releaseUnlessReading();
    }

    private void releaseUnlessReading() {
        if (reading.tryLock()) {
            try {
                answer.drop();
            } finally {
                reading.unlock();
            }
        }
    }

    private final class Body extends InputStream {
        private final InputStream in;

        Body(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            reading.lock();
            try {
                if (closed) {
                    throw new IOException("The answer is closed");
                }
                return in.read(target, offset, length);
            } catch (RuntimeException e) {
                throw (ProtocolException) new ProtocolException("broken rules").initCause(e);
            } finally {
                reading.unlock();
                if (closed) {
                    releaseUnlessReading();
                }
            }
        }

        /** Closes the answer. */
        @Override
        public void close() {
            GuardedStream.this.close();
        }
    }
}
