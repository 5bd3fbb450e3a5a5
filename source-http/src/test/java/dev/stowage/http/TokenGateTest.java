package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.TokenLookup;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Reply;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenGateTest {
    private static final List<String> CREDENTIALS =
            List.of("Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key", "Referer");

    private final ScriptedOrigin one = ScriptedOrigin.start();
    private final ScriptedOrigin two = ScriptedOrigin.start();
    private final ScriptedOrigin secure = ScriptedOrigin.startTlsOn("127.0.0.1", Certificates.GOOD.server());
    private final ScriptedOrigin secureToo = ScriptedOrigin.startTlsOn("127.0.0.1", Certificates.GOOD.server());
    private final Tokens tokens = new Tokens();
    private final Gateway gateway = new Gateway.Builder()
            .tokens(tokens)
            .everyNameIs("127.0.0.1")
            .authorities(Certificates::trustOurs)
            .build();

    @BeforeEach
    void serve() {
        for (ScriptedOrigin origin : List.of(one, two, secure, secureToo)) {
            origin.serve("/file", Resource.of(Content.of("ok")));
        }
    }

    @AfterEach
    void close() {
        gateway.close();
        for (ScriptedOrigin origin : List.of(one, two, secure, secureToo)) {
            origin.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.test:1,    http://a.test:1,      true",
        "http://a.test:1,    http://A.TEST:1,      true",
        "http://a.test:1,    http://a.test:2,      false",
        "http://a.test:1,    http://b.test:1,      false",
        "http://a.test:1,    http://sub.a.test:1,  false",
        "http://sub.a.test:1, http://a.test:1,     false",
        "http://a.test:1,    http://xa.test:1,     false",
        "http://a.test:1,    http://a.test.:1,     false",
        "http://a.test:1,    http://127.0.0.1:1,   false",
        "http://127.0.0.1:1, http://a.test:1,      false",
        "http://a.test:1,    https://a.test:3,     false",
        "https://a.test:3,   https://a.test:4,     false",
        "https://a.test:3,   https://b.test:3,     false",
    })
    void aTokenIsShownAtItsExactOriginOnly(String from, String to, boolean shown) throws Exception {
        URI start = URI.create(ported(from) + "/start");
        URI target = URI.create(ported(to) + "/file");
        tokens.grant(start, "canary");
        originOf(from).route("/start").always(AnswerFaults.redirect(302, target.toString()));
        assertEquals(
                200,
                gateway.fetch(HttpQuery.builder(start).header("X-Own", "x").build())
                        .status());
        RecordedRequest first = originOf(from).requests().get(0);
        assertEquals(Optional.of("Bearer canary"), first.header("Authorization"));
        List<RecordedRequest> all = originOf(to).requests();
        RecordedRequest second = all.get(all.size() - 1);
        assertEquals(shown, second.hasHeader("Authorization"));
        assertEquals(shown, second.hasHeader("X-Own"));
        for (String name : CREDENTIALS.subList(1, CREDENTIALS.size())) {
            assertFalse(second.hasHeader(name), name);
        }
        assertEquals(shown, second.headers().toString().contains("canary"));
    }

    @Test
    void everyHopGetsItsOwnToken() throws Exception {
        tokens.grant(one.uri(""), "first");
        tokens.grant(two.uri(""), "second");
        one.route("/start").always(AnswerFaults.redirect(302, two.uri("/middle").toString()));
        two.route("/middle").always(AnswerFaults.redirect(302, one.uri("/file").toString()));
        gateway.fetch(one.uri("/start"));
        assertEquals(
                List.of(Optional.of("Bearer first"), Optional.of("Bearer first")),
                one.requests().stream().map(r -> r.header("Authorization")).toList());
        assertEquals(Optional.of("Bearer second"), two.requests().get(0).header("Authorization"));
    }

    @Test
    void anAnswerTellsWhetherItCameToATokenOfItsOwnHop() throws Exception {
        assertFalse(gateway.fetch(one.uri("/file")).tokenShown());
        tokens.grant(one.uri(""), "first");
        assertTrue(gateway.fetch(one.uri("/file")).tokenShown());
        try (HttpStream stream = gateway.open(one.uri("/file"))) {
            assertTrue(stream.tokenShown());
        }
        one.route("/start").always(AnswerFaults.redirect(302, two.uri("/file").toString()));
        assertFalse(gateway.fetch(one.uri("/start")).tokenShown());
    }

    @Test
    void theTokenIsTheOneOfTheSourceThatIsAsked() throws Exception {
        tokens.grant(one.uri(""), "nobodys");
        gateway.fetch(one.uri("/file"));
        for (String source : List.of("hub", "store")) {
            gateway.call.forSource(source);
            gateway.fetch(one.uri("/file"));
        }
        assertEquals(
                List.of("Bearer nobodys", "Bearer nobodys-of-hub", "Bearer nobodys-of-store"),
                one.requests().stream()
                        .map(r -> r.header("Authorization").orElseThrow())
                        .toList());
    }

    @Test
    void signedAddressesGetNoToken() throws Exception {
        tokens.grant(one.uri(""), "canary");
        for (String query : List.of("X-Amz-Signature=1", "sv=1&sig=2", "Signature=1", "x-goog-signature=1")) {
            gateway.fetch(one.uri("/file?" + query));
        }
        assertTrue(one.requests().stream().noneMatch(request -> request.hasHeader("Authorization")));
    }

    @Test
    void aTokenThatNoRequestCanCarryIsAskedForAgain() {
        tokens.grant(one.uri(""), "canary\u00e9");
        Problem problem = gateway.problem(one.uri("/file"));
        assertEquals(Optional.of(Need.ADD_TOKEN), problem.need());
        assertFalse(problem.message().contains("canary"));
        assertEquals(0, one.connections());
    }

    @Test
    void anotherHostsChallengeIsNotFollowed() throws Exception {
        one.route("/start")
                .always((request, resource) ->
                        Reply.status(401).withHeader("WWW-Authenticate", "Bearer realm=\"" + two.uri("/token") + "\""));
        assertEquals(401, gateway.fetch(one.uri("/start")).status());
        assertEquals(0, two.connections());
    }

    @Test
    void thePastedAddressIsRequestedInPlaceOfTheCleanOne() throws Exception {
        tokens.grant(one.uri(""), "canary");
        tokens.pasted.put(
                one.uri("/file?v=1"), one.uri("/file?v=1&token=secret").toString());
        gateway.fetch(one.uri("/file?v=1"));
        assertEquals("/file?v=1&token=secret", one.requests().get(0).target());
        assertFalse(one.requests().get(0).hasHeader("Authorization"));
    }

    @Test
    void aPastedAddressOfAnotherPlaceIsNotUsed() throws Exception {
        tokens.pasted.put(one.uri("/file"), two.uri("/file?token=secret").toString());
        gateway.fetch(one.uri("/file"));
        assertEquals("/file", one.requests().get(0).target());
        assertEquals(0, two.connections());
    }

    @Test
    void aPastedAddressIsForTheFirstHopOnly() throws Exception {
        one.route("/start").always(AnswerFaults.redirect(302, "/file"));
        tokens.pasted.put(one.uri("/start"), one.uri("/start?token=secret").toString());
        tokens.pasted.put(one.uri("/file"), one.uri("/file?token=secret").toString());
        gateway.fetch(one.uri("/start"));
        assertEquals(
                List.of("/start?token=secret", "/file"),
                one.requests().stream().map(RecordedRequest::target).toList());
    }

    @Test
    void aRedirectToAnUnencryptedAddressIsRefusedAndNothingSent() {
        secure.route("/start")
                .always(AnswerFaults.redirect(302, one.uri("/file").toString()));
        assertEquals(
                Codes.INSECURE_REDIRECT, gateway.problem(secure.uri("/start")).code());
        assertEquals(0, one.connections());
    }

    private ScriptedOrigin originOf(String pattern) {
        return List.of(one, two, secure, secureToo).get(pattern.charAt(pattern.length() - 1) - '1');
    }

    private String ported(String pattern) {
        return pattern.substring(0, pattern.length() - 1)
                + originOf(pattern).uri("").getPort();
    }

    private static final class Tokens implements TokenLookup {
        private final Map<Origin, String> granted = new HashMap<>();
        private final Map<URI, String> pasted = new HashMap<>();

        void grant(URI address, String token) {
            granted.put(Origin.of(address).orElseThrow(), token);
        }

        @Override
        public Optional<Secret> tokenFor(Call call, Origin origin) {
            String of = call.source().map(source -> "-of-" + source).orElse("");
            return Optional.ofNullable(granted.get(origin)).map(token -> Secret.of(token + of));
        }

        @Override
        public Optional<Secret> pastedUrl(Call call, URI clean) {
            return Optional.ofNullable(pasted.get(clean)).map(Secret::of);
        }
    }
}
