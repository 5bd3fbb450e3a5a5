package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.FileName;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One answer: its head, its body, and how to speak of it. Lets nothing in that only pretends to be the file. */
final class Answered implements AutoCloseable {
    private static final int MOST_WORDS = 64 << 10;

    private final HttpStream stream;
    private final Located where;
    private final Telling telling;
    private final Optional<String> suggestedName;
    private final String extension;

    Answered(HttpStream stream, Located where) {
        URI address = where.address();
        this.stream = stream;
        this.where = where;
        this.telling = Telling.of(address, stream.origin());
        this.suggestedName = ContentDisposition.candidates(headers().all("Content-Disposition")).stream()
                .filter(candidate -> FileName.fromUntrusted(candidate).isPresent())
                .findFirst();
        this.extension = suggestedName
                .flatMap(FileName::fromUntrusted)
                .map(FileName::extension)
                .orElseGet(() -> Telling.extension(address));
    }

    /** The address that was asked. */
    Located where() {
        return where;
    }

    HttpHeaders headers() {
        return stream.headers();
    }

    InputStream body() {
        return stream.body();
    }

    int status() {
        return stream.status();
    }

    Telling telling() {
        return telling;
    }

    /** What the origin calls the file: the first of its names that is one. */
    Optional<String> suggestedName() {
        return suggestedName;
    }

    /** What a status other than success means. */
    Problem refusal(Instant now) {
        boolean tokenRefused = status() == StatusProblems.UNAUTHORIZED && stream.tokenShown();
        return telling.reworded(
                tokenRefused
                        ? StatusProblems.tokenRefused(stream.origin())
                        : StatusProblems.of(status(), headers(), stream.origin(), now));
    }

    /** An answer without the file, with as much of its body as can be had. */
    HttpReply refusing() {
        byte[] words = new byte[0];
        try {
            words = body().readNBytes(MOST_WORDS);
        } catch (IOException e) {
            // The status says enough.
        }
        return new HttpReply(status(), headers(), stream.origin(), words).tokenShown(stream.tokenShown());
    }

    /** What it means that the body ended before all bytes had come; the cause is null when it ended as if it were complete. */
    Problem ended(@Nullable IOException cause, long good, String total) {
        return cause == null ? telling.truncated(good, total) : telling.broken(cause, good, total);
    }

    /** Judges the beginning of the body while what it is to replace is still there, and returns the body from its beginning. */
    InputStream judged() throws IOException, StowageException {
        byte[] first = body().readNBytes(Impostor.ENOUGH);
        check(first, first.length);
        return new SequenceInputStream(new ByteArrayInputStream(first), body());
    }

    @Override
    public void close() {
        stream.close();
        where.leave();
    }

    /** Judges the first bytes of a file before any of them is stored; throws when this is not the file. */
    void check(byte[] bytes, int length) throws StowageException {
        Optional<Impostor> impostor = Impostor.of(headers(), extension, bytes, length);
        if (impostor.isPresent()) {
            Problem problem = telling.impostor(impostor.get(), bytes, length);
            boolean refused = problem.code().equals(Codes.LOGIN_PAGE) && stream.tokenShown();
            throw new StowageException(refused ? telling.tokenIgnored() : problem);
        }
    }
}
