package dev.stowage.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenLookup;
import dev.stowage.spi.TransferResult;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a source's address redirects to is asked for once; the bytes come from there. */
@Timeout(60)
class RedirectTargetTest extends StoreTest {
    @Test
    void isTheSameForAllConnections() throws Exception {
        rig.crowded(16);
        store.route("/blob").next(heldFront());
        rig.assertHas(CONTENT, rig.download(call -> site()));
        assertTrue(store.requests().size() > 4, "requests: " + store.requests().size());
        assertTrue(
                store.requests().stream().allMatch(request -> request.target().equals(signed(1))));
        assertEquals(1, asked());
        assertEquals(1, located.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 0, 1})
    void isAskedAgainWhenItIsInTrouble(int trouble) throws Exception {
        rig.crowded(16);
        store.route("/blob").next(heldFront());
        for (int i = 0; i < 6; i++) {
            store.route("/blob")
                    .nextIf(
                            StoreTest::further,
                            switch (trouble) {
                                case 0 -> AnswerFaults.reset();
                                case 1 -> BodyFaults.truncatedAt(10_000);
                                default -> AnswerFaults.status(trouble);
                            });
        }
        int starts = 1;
        while (!came()) {
            starts++;
        }
        assertEquals(starts, asked());
        assertEquals(starts, located.get());
    }

    private boolean came() throws StowageException {
        try {
            rig.assertHas(CONTENT, rig.download(call -> site()));
            return true;
        } catch (StowageException e) {
            assertTrue(e.problem().retryable(), e.getMessage());
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void isWhateverTheRedirectIsCalled(int status) throws Exception {
        origin.route(SITE).always(signing(status).then(reply -> reply.withHeader("Cache-Control", "no-store")));
        store.route("/blob").next(BodyFaults.truncatedAt(1_000_000), BodyFaults.truncatedAt(1_000_000));
        rig.assertHas(CONTENT, rig.download(call -> site()));
        assertEquals(3, store.requests().size());
        assertEquals(1, asked());
    }

    @Test
    void isTheEndOfALongChain() throws Exception {
        URI first = origin.redirects("/hop", 5, store.uri("/blob"));
        store.route("/blob").next(BodyFaults.truncatedAt(1_000_000));
        rig.assertHas(CONTENT, rig.download(first));
        assertEquals(5, origin.requests().size());
        assertEquals(2, store.requests().size());
    }

    @Test
    void mayBeAtTheSameOrigin() throws Exception {
        useToken();
        origin.serve("/cache/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(1_000_000));
        origin.route("/a.bin").always(AnswerFaults.redirect(302, "/cache/a.bin"));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals(
                List.of("/a.bin", "/cache/a.bin", "/cache/a.bin"),
                origin.requests().stream().map(RecordedRequest::path).toList());
        assertTrue(origin.requests().stream().allMatch(RedirectTargetTest::showsToken));
    }

    @Test
    void neverSeesTheTokenOfAnotherOrigin() throws Exception {
        useToken();
        rig.crowded(16);
        store.route("/blob").next(heldFront());
        rig.assertHas(CONTENT, rig.download(call -> site()));
        assertTrue(showsToken(origin.requests().get(0)));
        assertTrue(store.requests().size() > 2);
        assertTrue(store.requests().stream().noneMatch(request -> request.hasHeader("Authorization")));
    }

    @Test
    void givesTheFileNoName() throws Exception {
        origin.route("/model.safetensors")
                .always(AnswerFaults.redirect(302, store.uri("/blob").toString()));
        store.route("/blob").next(BodyFaults.truncatedAt(1_000_000)).from(2, AnswerFaults.status(500));
        Problem problem = rig.problem(origin.uri("/model.safetensors"));
        assertTrue(
                problem.message().startsWith("Could not download model.safetensors from 127.0.0.2"), problem.message());
    }

    @Test
    void isNeitherToldNorStored() throws Exception {
        store.route("/blob").next(BodyFaults.truncatedAt(1_000_000)).from(2, AnswerFaults.status(403));
        Problem problem = rig.problem(call -> site());
        assertFalse(problem.toString().contains("canary"), problem.toString());
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                assertFalse(new String(Files.readAllBytes(file), ISO_8859_1).contains("canary"), file.toString());
            }
        }
    }

    @Test
    void isForgottenByTheNextRun() throws Exception {
        store.route("/blob").next(BodyFaults.truncatedAt(1_000_000)).from(2, AnswerFaults.status(503));
        rig.problem(call -> site());
        assertEquals(1, asked());
        store.route("/blob").always(BodyFaults.truncatedAt(800_000));
        rig.close();
        rig = new Rig(folder);
        rig.assertHas(CONTENT, rig.download(call -> site()));
        assertEquals(2, asked());
        assertEquals(signed(2), lastAtTheStore().target());
    }

    @Test
    void isJudgedAtEachConnection() {
        AtomicInteger lookups = new AtomicInteger();
        rig.close();
        Gateway gateway = new Gateway.Builder()
                .names(name ->
                        List.of(InetAddress.getByName(lookups.getAndIncrement() == 0 ? "127.0.0.2" : "10.0.0.1")))
                .build();
        rig = new Rig(folder, gateway);
        store.route("/blob").next(BodyFaults.truncatedAt(1_000_000));
        String named = "http://store.test:" + store.uri("/").getPort() + "/blob";
        origin.route(SITE).always(AnswerFaults.redirect(302, named));
        assertEquals(Codes.ADDRESS_REFUSED, rig.problem(call -> site()).code());
        assertEquals(2, lookups.get());
    }

    @Test
    void changesWhenItRedirectsItself() throws Exception {
        store.route(signed(1))
                .serve(Resource.of(CONTENT))
                .next(BodyFaults.truncatedAt(500_000))
                .from(2, AnswerFaults.redirect(302, origin.uri(SITE).toString()));
        store.route(signed(2)).serve(Resource.of(CONTENT)).next(BodyFaults.truncatedAt(500_000));
        TransferResult result = rig.download(call -> site());
        rig.assertHas(CONTENT, result);
        assertEquals(2, asked());
        assertEquals(signed(2), lastAtTheStore().target());
    }

    @Test
    void isNoneWhereNothingRedirects() throws Exception {
        store.route("/blob").next(BodyFaults.truncatedAt(1_000_000));
        rig.assertHas(CONTENT, rig.download(call -> FetchTarget.at(store.uri("/blob?Expires=1&X-Signature=canary"))));
        assertEquals(2, store.requests().size());
    }

    private void useToken() {
        rig.close();
        rig = new Rig(folder, new Gateway.Builder().tokens(tokenFor(origin)).build());
    }

    private static boolean showsToken(RecordedRequest request) {
        return request.header("Authorization").equals(Optional.of("Bearer canary"));
    }

    private static TokenLookup tokenFor(ScriptedOrigin host) {
        Origin home = Origin.of(host.uri("/")).orElseThrow();
        return new TokenLookup() {
            @Override
            public Optional<Secret> tokenFor(Call call, Origin at) {
                return at.equals(home) ? Optional.of(Secret.of("canary")) : Optional.empty();
            }

            @Override
            public Optional<Secret> pastedUrl(Call call, URI clean) {
                return Optional.empty();
            }
        };
    }
}
