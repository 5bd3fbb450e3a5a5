package dev.stowage.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.Need;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.Locator;
import dev.stowage.spi.TokenLookup;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses, addresses that lapse, and redirects. */
class RefusalTest extends DownloadTest {
    private final List<URI> located = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "401, login_needed, ADD_TOKEN",
        "403, access_denied,",
        "404, not_found,",
        "410, gone,",
        "451, legally_blocked,",
        "405, refused,"
    })
    void tellsARefusalAtOnce(int status, String code, Need need) {
        origin.serve("/a.bin", Resource.of(CONTENT)).always(AnswerFaults.status(status));
        Problem problem = rig.problem(generations());
        assertEquals(code, problem.code());
        assertEquals(Optional.ofNullable(need), problem.need());
        assertFalse(problem.retryable());
        assertTrue(problem.message().startsWith("Could not download a.bin from 127.0.0.1:"), problem.message());
        assertEquals(1, located.size());
        assertEquals(1, origin.requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void renewsAnAddressThatLapsesMidWay(int status) throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .next(BodyFaults.truncatedAt(1_000_000), AnswerFaults.status(status));
        rig.assertHas(CONTENT, rig.download(generations()));
        assertEquals(2, located.size());
        assertEquals("/a.bin?generation=2", last().target());
        assertEquals(Optional.of("bytes=1000000-"), last().header("Range"));
    }

    @Test
    void renewsAnAddressThatWasToLapse() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(AnswerFaults.status(403));
        Locator expiring = call -> FetchTarget.builder(next())
                .expiresAt(Gateway.START.plusSeconds(60))
                .build();
        rig.assertHas(CONTENT, rig.download(expiring));
        assertEquals(2, located.size());
    }

    @Test
    void renewsAnAddressThatHasLapsedBeforeItIsRefused() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(1_000_000));
        Locator lapsing = call -> FetchTarget.builder(next())
                .expiresAt(rig.gateway.clock.instant())
                .build();
        rig.assertHas(CONTENT, rig.download(lapsing));
        assertEquals("/a.bin?generation=2", last().target());
    }

    @Test
    void asksAPersonWhenNewAddressesAreRefusedToo() {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .next(BodyFaults.truncatedAt(1_000_000))
                .from(2, AnswerFaults.status(403));
        Problem problem = rig.problem(generations());
        assertEquals(Codes.LINK_EXPIRED, problem.code());
        assertEquals(Optional.of(Need.OPEN_PAGE), problem.need());
        assertEquals(4, located.size());
        rig.assertKeeps(CONTENT, 1_000_000);
    }

    @Test
    void saysThatTheFileIsGoneWhenItGoesMidWay() {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .next(BodyFaults.truncatedAt(1_000_000))
                .from(2, AnswerFaults.status(404));
        assertEquals(Codes.NOT_FOUND, rig.problem(generations()).code());
        rig.assertKeeps(CONTENT, 1_000_000);
    }

    @Test
    void renewsAgainAndAgainAsLongAsBytesCome() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT));
        for (int i = 0; i < 10; i++) {
            origin.route("/a.bin").next(BodyFaults.truncatedAt(200_000), AnswerFaults.status(403));
        }
        rig.assertHas(CONTENT, rig.download(generations()));
        assertEquals(11, located.size());
    }

    @Test
    void followsToASecondOriginWithoutItsToken() throws Exception {
        rig.close();
        Gateway gateway = new Gateway.Builder().tokens(tokenFor(origin)).build();
        gateway.call.forSource("hub");
        rig = new Rig(folder, gateway);
        try (ScriptedOrigin store = ScriptedOrigin.startOn("127.0.0.2")) {
            store.serve("/blob", Resource.of(CONTENT).withDisposition("attachment; filename=a.safetensors"))
                    .next(BodyFaults.truncatedAt(1_000_000))
                    .from(2, AnswerFaults.refusingAuthorization());
            origin.route("/a")
                    .always(AnswerFaults.redirect(
                            302, store.uri("/blob?sig=canary").toString()));
            rig.assertHas(CONTENT, rig.download(origin.uri("/a")));
            assertEquals(Optional.of("Bearer canary"), origin.requests().get(0).header("Authorization"));
            assertFalse(store.requests().get(1).hasHeader("Authorization"));
            assertEquals(Optional.of("bytes=1000000-"), store.requests().get(1).header("Range"));
        }
    }

    @Test
    void neverTellsASignedAddress() {
        origin.serve("/a.bin", Resource.of(CONTENT)).always(BodyFaults.truncatedAt(2_000));
        URI signed = origin.uri("/canary-id/a.bin?sig=canary");
        origin.serve("/canary-id/a.bin", Resource.of(CONTENT)).always(BodyFaults.truncatedAt(2_000));
        assertFalse(rig.problem(signed).message().contains("canary"));
    }

    @Test
    void letsTheSourceSayWhatItsSiteMeans() {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .always(AnswerFaults.status(403, "application/json", "{\"error\": \"Early Access\"}"));
        Problem problem = rig.problem(explaining());
        assertEquals("early", problem.code());
        assertEquals(
                "Could not download a.bin from 127.0.0.1: it said {\"error\": \"Early Access\"}. Buy it.",
                problem.message().replace(":" + origin.uri("/").getPort(), ""));
        assertEquals(1, origin.requests().size());
    }

    @Test
    void letsNobodySpeakForAStoreThatTheSiteRedirectsTo() throws Exception {
        try (ScriptedOrigin store = ScriptedOrigin.startOn("127.0.0.2")) {
            store.route("/blob").always(AnswerFaults.status(403, "application/json", "{\"error\": \"Early Access\"}"));
            origin.route("/a.bin")
                    .always(AnswerFaults.redirect(302, store.uri("/blob").toString()));
            assertEquals(Codes.ACCESS_DENIED, rig.problem(explaining()).code());
        }
    }

    private Locator explaining() {
        return new Locator() {
            @Override
            public FetchTarget locate(Call call) {
                return FetchTarget.at(origin.uri("/a.bin"));
            }

            @Override
            public Optional<Problem> refusal(HttpReply answer) {
                String said = new String(answer.body(), UTF_8);
                return Optional.of(
                        Problem.of(Problem.Kind.AUTHENTICATION, "early", "have it", "it said " + said, "Buy it."));
            }
        };
    }

    private Locator generations() {
        return call -> FetchTarget.at(next());
    }

    private URI next() {
        located.add(origin.uri("/a.bin?generation=" + (located.size() + 1)));
        return located.get(located.size() - 1);
    }

    private RecordedRequest last() {
        return origin.requests().get(origin.requests().size() - 1);
    }

    private static TokenLookup tokenFor(ScriptedOrigin host) {
        Origin home = Origin.of(host.uri("/")).orElseThrow();
        return new TokenLookup() {
            @Override
            public Optional<Secret> tokenFor(Call call, Origin at) {
                return at.equals(home) && call.source().equals(Optional.of("hub"))
                        ? Optional.of(Secret.of("canary"))
                        : Optional.empty();
            }

            @Override
            public Optional<Secret> pastedUrl(Call call, URI clean) {
                return Optional.empty();
            }
        };
    }
}
