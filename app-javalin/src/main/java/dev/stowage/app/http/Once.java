package dev.stowage.app.http;

import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Does what a request asks for only once for each {@code Idempotency-Key}: asked again it tells again what came of it. */
final class Once {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final PastAnswers past;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    Once(PastAnswers past) {
        this.past = past;
    }

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

    /** Without a key it is done each time. A failure is not kept: nothing was done. */
    void answer(Context context, Work work) throws StowageException {
        String given = context.header("Idempotency-Key");
        if (given == null) {
            work.answer().send(context);
            return;
        }
        String key = digest(checked(context, given).getBytes(StandardCharsets.UTF_8));
        if (!running.add(key)) {
            throw new Refusal(409, stillRunning(context));
        }
        try {
            once(context, key, work).send(context);
        } finally {
            running.remove(key);
        }
    }

    private Answer once(Context context, String key, Work work) throws StowageException {
        String body = digest(context.bodyAsBytes());
        Optional<PastAnswers.Past> before = past.find(key);
        if (before.isEmpty()) {
            Answer answer = work.answer();
            past.keep(key, new PastAnswers.Past(body, answer));
            return answer;
        }
        if (!before.get().request().equals(body)) {
            throw Refusal.of(
                    422,
                    "idempotency_key_reused",
                    "answer POST " + context.path(),
                    "another request was sent with this Idempotency-Key",
                    "Use a new key for each new request.");
        }
        return before.get().answer();
    }

    private static String checked(Context context, String key) {
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw Refusal.of(
                    400,
                    "bad_idempotency_key",
                    "answer POST " + context.path(),
                    "its Idempotency-Key is not 1 to 255 visible ASCII characters",
                    "Use a UUID, for instance.");
        }
        return key;
    }

    private static Problem stillRunning(Context context) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "request_running",
                        "answer POST " + context.path(),
                        "the first request with this Idempotency-Key is still being worked on",
                        "Ask again in a moment.")
                .canRetryAfter(SOON);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
