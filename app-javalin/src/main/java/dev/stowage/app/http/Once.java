package dev.stowage.app.http;

import dev.stowage.spi.StowageException;
import io.javalin.http.Context;

/** Answers a request, only once for each {@code Idempotency-Key}. */
final class Once {
    /**
     * A success that can be told again.
     *
     * @param location where what was made is
     * @param body its JSON
     */
    record Answer(int status, String location, String body) {
        void send(Context context) {
            context.status(status).header("Location", location).contentType("application/json");
            context.result(body);
        }
    }

    /** What makes an answer. */
    interface Work {
        Answer answer() throws StowageException;
    }

    void answer(Context context, Work work) throws StowageException {
        work.answer().send(context);
    }
}
