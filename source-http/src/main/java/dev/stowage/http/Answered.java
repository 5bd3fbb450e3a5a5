package dev.stowage.http;

import dev.stowage.model.FileName;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** One answer: its head, its body, and how to speak of it. Lets nothing in that only pretends to be the file. */
final class Answered implements BodyCopy.Entrance {
    private final HttpStream stream;
    private final Telling telling;
    private final Optional<String> suggestedName;
    private final String extension;

    /** @param address as the source gave it */
    Answered(HttpStream stream, URI address) {
        this.stream = stream;
        this.telling = Telling.of(address, stream.origin());
        this.suggestedName = ContentDisposition.candidates(headers().all("Content-Disposition")).stream()
                .filter(candidate -> FileName.fromUntrusted(candidate).isPresent())
                .findFirst();
        this.extension = suggestedName
                .flatMap(FileName::fromUntrusted)
                .map(FileName::extension)
                .orElseGet(() -> Telling.extension(address));
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
        return telling.reworded(StatusProblems.of(status(), headers(), stream.origin(), now));
    }

    @Override
    public void check(byte[] bytes, int length) throws StowageException {
        Optional<Impostor> impostor = Impostor.of(headers(), extension, bytes, length);
        if (impostor.isPresent()) {
            throw new StowageException(telling.impostor(impostor.get(), bytes, length));
        }
    }
}
