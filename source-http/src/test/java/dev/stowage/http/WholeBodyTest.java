package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stowage.model.Codes;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.FramingFaults;
import dev.stowage.tck.origin.Reply;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeBodyTest {
    private final ScriptedOrigin origin = ScriptedOrigin.start();
    private final Gateway gateway = Gateway.onLoopback();

    @AfterEach
    void close() {
        gateway.close();
        origin.close();
    }

    private String codeOf(HttpQuery query) {
        return assertThrows(StowageException.class, () -> gateway.fetch(query))
                .problem()
                .code();
    }

    @Test
    void unpacksWhatItAskedFor() throws Exception {
        Content content = Content.repeat(Content.of("{\"name\": \"value\"}\n"), 5_000);
        origin.serve("/json", Resource.of(content)).always(FramingFaults.gzipped());
        assertArrayEquals(
                content.toByteArray(), gateway.fetch(origin.uri("/json")).body());
        assertEquals(Optional.of("gzip"), origin.requests().get(0).header("Accept-Encoding"));
    }

    @Test
    void bytesAreNeverUnpacked() throws Exception {
        Content content = Content.repeat(Content.of("a"), 5_000);
        origin.serve("/file", Resource.of(content)).always(FramingFaults.gzipped());
        try (HttpStream stream = gateway.open(origin.uri("/file"))) {
            assertEquals(Optional.of("gzip"), stream.headers().only("Content-Encoding"));
            assertEquals(0x1f, stream.body().read());
        }
    }

    @Test
    void aBombIsNotUnpacked() {
        origin.serve("/bomb", Resource.of(Content.repeat(Content.of(new byte[1]), 24 << 20)))
                .always(FramingFaults.gzipped());
        assertEquals(Codes.METADATA_TOO_LARGE, codeOf(HttpQuery.get(origin.uri("/bomb"))));
    }

    @Test
    void theCapCountsWhatComesOut() throws Exception {
        origin.serve("/json", Resource.of(Content.seeded(1, 10_000)));
        assertEquals(10_000, gateway.fetch(capped(10_000)).body().length);
        assertEquals(Codes.METADATA_TOO_LARGE, codeOf(capped(9_999)));
        origin.route("/json").always(FramingFaults.gzipped());
        assertEquals(10_000, gateway.fetch(capped(10_000)).body().length);
        assertEquals(Codes.METADATA_TOO_LARGE, codeOf(capped(9_999)));
        origin.route("/json").always(FramingFaults.endless(1));
        assertEquals(Codes.METADATA_TOO_LARGE, codeOf(capped(9_999)));
    }

    @Test
    void ofAnErrorPageOnlyTheBeginningIsRead() throws Exception {
        String page = "x".repeat(200_000);
        origin.route("/json").always(AnswerFaults.status(500, "text/html", page));
        assertEquals(64 << 10, gateway.fetch(origin.uri("/json")).body().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, gzip", "br", "deflate", "zstd", "identity, identity"})
    void otherCodingsAreRefused(String coding) {
        origin.serve("/json", Resource.of(Content.of("{}"))).always(FramingFaults.labelled(coding));
        assertEquals(Codes.ENCODED_BODY, codeOf(HttpQuery.get(origin.uri("/json"))));
    }

    @Test
    void aHundredLayersAreRefused() {
        Fault layers = Fault.changing(reply -> {
            Reply layered = reply;
            for (int i = 0; i < 100; i++) {
                layered = layered.plusHeader("Content-Encoding", "gzip");
            }
            return layered;
        });
        origin.serve("/json", Resource.of(Content.of("{}"))).always(layers);
        assertEquals(Codes.ENCODED_BODY, codeOf(HttpQuery.get(origin.uri("/json"))));
    }

    @Test
    void aFalseLabelIsFound() {
        origin.serve("/json", Resource.of(Content.of("{}"))).always(FramingFaults.labelled("gzip"));
        assertEquals(Codes.ENCODED_BODY, codeOf(HttpQuery.get(origin.uri("/json"))));
    }

    private HttpQuery capped(long bytes) {
        return HttpQuery.builder(origin.uri("/json")).capBytes(bytes).build();
    }
}
