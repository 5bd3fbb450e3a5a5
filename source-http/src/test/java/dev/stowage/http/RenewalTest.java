package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.TransferResult;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.Gate;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.Route;
import dev.stowage.tck.origin.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a source's address redirects to lapses: the source is asked once more, for all connections. */
@Timeout(60)
class RenewalTest extends StoreTest {
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void happensOnceWhenManyAreRefusedTogether(int status) throws Exception {
        rig.crowded(16);
        CountDownLatch refused = new CountDownLatch(3);
        store.route(signed(1))
                .serve(Resource.of(CONTENT))
                .always((request, resource) -> {
                    refused.countDown();
                    await(refused);
                    return AnswerFaults.status(status).reply(request, resource);
                })
                .next(BodyFaults.slowFrom(150_000, 4_000, Duration.ofMillis(20)));
        rig.assertHas(CONTENT, rig.download(call -> site()));
        assertEquals(0, refused.getCount());
        assertEquals(2, asked());
        assertEquals(2, located.get());
        assertEquals(List.of("started 0 of 3000000"), rig.heard);
    }

    @Test
    void happensOncePerAddressHoweverMany() throws Exception {
        rig.crowded(16);
        store.route("/blob").next(heldFront());
        Map<String, Integer> answered = new ConcurrentHashMap<>();
        store.route("/blob").always((request, resource) -> {
            String again = request.target() + " over connection " + request.connection();
            return answered.merge(again, 1, Integer::sum)
                            > 2 // two have arrived: it is no address that answers once only
                    ? AnswerFaults.status(403).reply(request, resource)
                    : resource.reply(request);
        });
        store.route(signed(1)).serve(Resource.of(CONTENT)).next(heldFront()).from(2, AnswerFaults.status(403));
        rig.assertHas(CONTENT, rig.download(call -> site()));
        long refusals = store.requests().stream()
                .map(RecordedRequest::target)
                .distinct()
                .count();
        assertEquals(refusals, asked());
        assertEquals(asked(), located.get());
    }

    @Test
    void endsWhenEveryAddressIsRefused() {
        store.route("/blob").next(BodyFaults.truncatedAt(1_000_000)).from(2, AnswerFaults.status(403));
        Problem problem = rig.problem(call -> site());
        assertEquals(Codes.LINK_EXPIRED, problem.code());
        assertEquals(Optional.of(Need.OPEN_PAGE), problem.need());
        assertEquals(4, asked());
        rig.assertKeeps(CONTENT, 1_000_000);
    }

    @Test
    void endsWhenEveryAddressIsRefusedToAll() {
        rig.crowded(16);
        store.route("/blob").next(cutFront(600_000)).from(2, AnswerFaults.status(403));
        assertEquals(Codes.LINK_EXPIRED, rig.problem(call -> site()).code());
        assertEquals(4, located.get());
        assertTrue(asked() <= 5, "the site was asked " + asked() + " times");
    }

    @Test
    void endsWithWhatTheSiteSays() {
        store.route("/blob").next(BodyFaults.truncatedAt(1_000_000)).from(2, AnswerFaults.status(403));
        origin.route(SITE).from(2, AnswerFaults.status(401));
        Problem problem = rig.problem(call -> site());
        assertEquals(Codes.LOGIN_NEEDED, problem.code());
        assertEquals(4, asked());
    }

    @Test
    void letsAllWaitForOneAnswerOfTheSite() {
        rig.crowded(16);
        store.route("/blob").next(cutFront(600_000)).from(2, AnswerFaults.status(403));
        origin.route(SITE).from(2, AnswerFaults.retryAfter(503, "120"));
        Problem problem = rig.problem(call -> site());
        assertTrue(problem.retryable());
        assertEquals(2, asked());
    }

    @Test
    void comesAlsoWhileOldBytesAreLookedAtAgain() throws Exception {
        rig.expecting(CONTENT);
        store.route("/blob").next(BodyFaults.truncatedAt(1_000_000)).from(2, AnswerFaults.status(503));
        rig.problem(call -> site());
        Resource retagged = Resource.of(CONTENT).withEtag("\"another\"");
        store.route(signed(2)).serve(retagged).next(Fault.none(), Fault.none()).from(3, AnswerFaults.status(403));
        store.route("/blob").serve(retagged).always(Fault.none());
        rig.assertHas(CONTENT, rig.download(call -> site()));
        assertEquals(3, asked());
        assertEquals(List.of("started 1000000 of 3000000"), rig.heard);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void isGivenUpWhereEachAddressWorksOnce(int connections) throws Exception {
        rig.crowded(connections);
        Set<String> used = ConcurrentHashMap.newKeySet();
        store.route("/blob").always((request, resource) -> {
            if (!used.add(request.target())) {
                return AnswerFaults.status(403).reply(request, resource);
            }
            return (used.size() == 1 ? cutFront(600_000) : Fault.none()).reply(request, resource);
        });
        rig.assertHas(CONTENT, rig.download(call -> site()));
        assertEquals(used.size(), asked());
        assertTrue(located.get() <= 4, "located " + located + " times");
    }

    @Test
    void endsWithTheCallWhileAllWait() throws Exception {
        rig.crowded(16);
        Gate gate = new Gate();
        store.route("/blob").next(cutFront(600_000)).from(2, AnswerFaults.status(403));
        origin.route(SITE).from(2, AnswerFaults.held(gate));
        FutureTask<Problem> transfer = new FutureTask<>(() -> rig.problem(call -> site()));
        Rig.daemon(transfer).start();
        gate.awaitReached(Duration.ofSeconds(20));
        rig.gateway.call.cancel();
        assertEquals(Problem.Kind.CANCELLED, transfer.get(20, TimeUnit.SECONDS).kind());
        assertEquals(0, rig.threadsAlive());
        assertEquals(2, asked());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Date=20260301T115900Z&X-Amz-Expires=120",
                "x-goog-date=20260301T115900Z&x-goog-expires=120",
                "Expires=1772366460",
                "sv=1&se=2026-03-01T12%3A01%3A00Z"
            })
    void comesBeforeTheAddressLapses(String expiry) throws Exception {
        origin.route(SITE)
                .always(AnswerFaults.redirect(307, store.uri("/blob?" + expiry).toString()));
        store.route("/blob").next(passing(20), passing(35), passing(0));
        rig.assertHas(CONTENT, rig.download(call -> site()));
        assertEquals(4, store.requests().size());
        assertEquals(2, asked());
        assertEquals(2, located.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Expires=1772366400", "Expires=soon", "Expires=1&Expires=2", "X-Amz-Expires=1", "se="})
    void needsAnExpiryThatMakesSense(String expiry) throws Exception {
        origin.route(SITE)
                .always(AnswerFaults.redirect(307, store.uri("/blob?" + expiry).toString()));
        store.route("/blob").next(passing(3_600));
        rig.assertHas(CONTENT, rig.download(call -> site()));
        assertEquals(1, asked());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mayLeadToAnotherStoreWithTheSameBytes(boolean hash) throws Exception {
        rig.crowded(16);
        if (hash) {
            rig.expecting(CONTENT);
        }
        expiring().serve(Resource.of(CONTENT));
        store.route("/blob").serve(Resource.of(CONTENT).withEtag("\"of another store\""));
        TransferResult result = rig.download(call -> site());
        rig.assertHas(CONTENT, result);
        assertEquals(Optional.of("\"of another store\""), result.validator());
        assertEquals(!hash, rig.heard.contains("rewound 0 changed"), rig.heard.toString());
        assertEquals(2, asked());
    }

    @ParameterizedTest
    @CsvSource({"\"v2\", true", "\"v2\", false", "W/\"v2\", true", "W/\"v2\", false"})
    void neverMixesInTheBytesOfAnotherFile(String tag, boolean hash) throws Exception {
        rig.crowded(16);
        if (hash) {
            rig.expecting(OTHER);
        }
        expiring().serve(Resource.of(CONTENT));
        store.route("/blob").serve(Resource.of(OTHER).withEtag(tag));
        rig.assertHas(OTHER, rig.download(call -> site()));
        assertTrue(rig.heard.contains("rewound 0 changed"), rig.heard.toString());
    }

    @Test
    void neverMixesInAnotherFileUnderTheSameSizeWithoutAnyVersion() throws Exception {
        rig.expecting(CONTENT);
        store.route(signed(1))
                .serve(Resource.of(CONTENT).withoutEtag())
                .next(BodyFaults.truncatedAt(600_000))
                .from(2, AnswerFaults.status(403));
        store.route("/blob").serve(Resource.of(OTHER).withoutEtag());
        rig.download(call -> site());
        byte[] bytes = rig.bytes();
        assertFalse(Arrays.equals(CONTENT.toByteArray(), bytes));
        assertTrue(rig.heard.contains("rewound 0 changed"), rig.heard.toString());
        assertEquals(2, asked());
    }

    /** The first address works until some bytes have come over it. */
    private Route expiring() {
        return store.route(signed(1)).next(cutFront(600_000)).from(2, AnswerFaults.status(403));
    }

    /** Breaks off; so many seconds have passed meanwhile. */
    private Fault passing(int seconds) {
        return (request, resource) -> {
            rig.gateway.clock.advance(Duration.ofSeconds(seconds));
            return resource.reply(request).at(500_000, Step.close());
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS), "so many never came together");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
