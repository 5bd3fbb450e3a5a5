package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.FetchTarget;
import dev.stowage.model.Need;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnsweredTest {
    private static final byte[] PAGE = "<!DOCTYPE html><title>Log in</title>".getBytes(StandardCharsets.US_ASCII);
    private static final URI ADDRESS = URI.create("https://files.example/a.safetensors");

    @Test
    void aRefusalOfATokenSaysSo() {
        assertEquals("files.example requires a token of yours", refusal(false).why());
        assertEquals("files.example does not accept your token", refusal(true).why());
        assertEquals(Optional.of(Need.ADD_TOKEN), refusal(true).need());
        assertTrue(answered(401, true).refusing().tokenShown());
    }

    @Test
    void aPageToLogInSaysSoToo() {
        String said = "answered with a web page instead of the file, most likely to log in";
        assertEquals("files.example " + said, page(false).why());
        assertEquals(
                "files.example does not accept your token: it " + said,
                page(true).why());
        assertEquals(page(false).code(), page(true).code());
        assertEquals(page(false).need(), page(true).need());
    }

    private static Problem refusal(boolean tokenShown) {
        return answered(401, tokenShown).refusal(Gateway.START);
    }

    private static Problem page(boolean tokenShown) {
        Answered answered = answered(200, tokenShown);
        return assertThrows(StowageException.class, () -> answered.check(PAGE, PAGE.length))
                .problem();
    }

    private static Answered answered(int status, boolean tokenShown) {
        FetchTarget target = FetchTarget.builder(ADDRESS).build();
        return new Answered(new Told(status, tokenShown), Located.untried(target, 1, new Pioneer()));
    }

    private record Told(int status, boolean tokenShown) implements HttpStream {
        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of("Content-Type", List.of("text/html")));
        }

        @Override
        public Origin origin() {
            return Origin.of(ADDRESS).orElseThrow();
        }

        @Override
        public InputStream body() {
            return InputStream.nullInputStream();
        }

        @Override
        public void close() {}
    }
}
