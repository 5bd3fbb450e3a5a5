package dev.stowage.app.events;

import java.io.IOException;

/** The way to one client. It never blocks: what does not fit waits until the client has read. */
interface Outlet {
    /** Whether something can be written now; after {@code false} somebody calls {@link EventStream#pump} as soon as it can. */
    boolean ready();

    /** Takes over a piece; only when ready. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Sends what was taken over; only when ready. */
    void flush() throws IOException;

    /** Ends the connection, also one whose client does not read. Idempotent. */
    void close();
}
