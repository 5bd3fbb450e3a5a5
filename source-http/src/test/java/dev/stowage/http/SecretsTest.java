package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Origin;
import dev.stowage.model.Secret;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenLookup;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.FramingFaults;
import dev.stowage.tck.origin.HeadFaults;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong, neither message nor cause holds a token, a query, or words of the other side. */
class SecretsTest {
    private static final TokenLookup TOKENS = new TokenLookup() {
        @Override
        public Optional<Secret> tokenFor(Call call, Origin origin) {
            return Optional.of(Secret.of("canary-token"));
        }

        @Override
        public Optional<Secret> pastedUrl(Call call, URI clean) {
            return Optional.of(Secret.of(clean + "?token=canary-pasted")).filter(s -> clean.getQuery() == null);
        }
    };

    static List<Fault> failures() {
        return List.of(
                AnswerFaults.hangUp(),
                AnswerFaults.garbage(Content.of("canary is no status line\r\n\r\n")),
                AnswerFaults.garbage(Content.of("HTTP/1.1 200 canary\r\nX: canary")),
                HeadFaults.withHeadBytes(Content.repeat(Content.of("X-canary: canary\r\n"), 2_000)),
                FramingFaults.contentLength("canary"),
                FramingFaults.chunkedWithBadSize(4, "canary"),
                FramingFaults.labelled("canary"),
                AnswerFaults.redirect(302, "ftp://canary/canary?canary"),
                AnswerFaults.redirect(302, "http://canary@127.0.0.1/canary"),
                AnswerFaults.redirect(302, "https://127.0.0.1:1/canary?canary#canary"),
                AnswerFaults.redirect(302, "http://10.0.0.1/canary?canary"),
                AnswerFaults.redirect(302, "http://[canary"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void nothingLeaksFromAFailure(Fault fault) {
        try (ScriptedOrigin origin = ScriptedOrigin.start();
                Gateway gateway = new Gateway.Builder().tokens(TOKENS).build()) {
            origin.serve("/file", Resource.of(Content.of("12345678"))).always(fault);
            for (String path : List.of("/file", "/file?token=canary-query")) {
                StowageException failure = assertThrows(StowageException.class, () -> gateway.fetch(origin.uri(path)));
                StringWriter everything = new StringWriter();
                failure.printStackTrace(new PrintWriter(everything, true));
                everything.append(failure.problem().toString());
                assertFalse(everything.toString().contains("canary"), everything.toString());
            }
            String sent = origin.requests().get(0).headers()
                    + origin.requests().get(0).target();
            assertTrue(sent.contains("canary"), sent);
        }
    }

    @Test
    void addressesAreShownWithoutTheirSecrets() {
        okhttp3.HttpUrl url = okhttp3.HttpUrl.get("https://user:canary@bücher.example:8443/a/b?canary=canary#canary");
        assertTrue(Redaction.address(url).equals("https://xn--bcher-kva.example:8443/a/b"), Redaction.address(url));
        assertTrue(Redaction.host(url).equals("xn--bcher-kva.example:8443 (bücher.example)"), Redaction.host(url));
    }
}
