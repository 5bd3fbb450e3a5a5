package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.stowage.model.Codes;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.model.Sha256;
import dev.stowage.model.SyncState;
import dev.stowage.model.UserId;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.RuleStore;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenStore;
import dev.stowage.spi.WorkerStore;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@link TokenStore}, {@link RuleStore} and {@link WorkerStore} say. */
abstract class StorageCases extends Contract {
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final Sha256 ASSET = new Sha256("ab".repeat(32));
    private static final WorkerId WORKER = new WorkerId("gpu-1");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");

    abstract Storage storage();

    abstract void restart() throws Exception;

    @Test
    @DisplayName("ST-20 a secret belongs to one user and one purpose")
    void tokensAreApart() throws Exception {
        tokens().put(ANN, "civitai", Secret.of("ann-civitai"));
        tokens().put(BOB, "civitai", Secret.of("bob-civitai"));
        tokens().put(ANN, "download:d1", Secret.of("https://example.test/?sig=" + "x".repeat(8000) + "🦊'\""));
        assertToken("ann-civitai", ANN, "civitai");
        assertToken("bob-civitai", BOB, "civitai");
        assertToken("https://example.test/?sig=" + "x".repeat(8000) + "🦊'\"", ANN, "download:d1");
        assertEquals(Optional.empty(), tokens().find(BOB, "download:d1"));
        assertEquals(Optional.empty(), tokens().find(ANN, "huggingface"));
    }

    @Test
    @DisplayName("ST-21 a newer secret replaces the older one")
    void tokensAreReplaced() throws Exception {
        tokens().put(ANN, "civitai", Secret.of("old"));
        tokens().put(ANN, "civitai", Secret.of("new"));
        assertToken("new", ANN, "civitai");
    }

    @Test
    @DisplayName("ST-22 what is removed is gone, and absent is success")
    void tokensAreRemoved() throws Exception {
        tokens().put(ANN, "civitai", Secret.of("ann"));
        tokens().put(BOB, "civitai", Secret.of("bob"));
        tokens().remove(ANN, "civitai");
        tokens().remove(ANN, "civitai");
        tokens().remove(ANN, "never");
        assertEquals(Optional.empty(), tokens().find(ANN, "civitai"));
        assertToken("bob", BOB, "civitai");
    }

    @Test
    @DisplayName("ST-23 rules keep their order and everything they say")
    void rulesKeepOrder() throws Exception {
        assertEquals(List.of(), rules().rules());
        List<PlacementRule> wanted = List.of(
                new PlacementRule(
                        "z 'first' 🦊", Map.of(PlacementRule.Field.TYPE, Set.of("lora", "vae")), "l/{base_model}"),
                new PlacementRule(
                        "a",
                        Map.of(
                                PlacementRule.Field.BASE_MODEL,
                                Set.of("SDXL 1.0"),
                                PlacementRule.Field.CREATOR,
                                Set.of("o'clock")),
                        "x"),
                new PlacementRule("always", Map.of(), "rest"));
        rules().replace(wanted);
        assertEquals(wanted, rules().rules());
    }

    @Test
    @DisplayName("ST-24 rules are replaced as a whole, at once")
    void rulesAreReplacedAtOnce() throws Exception {
        rules().replace(generation(0));
        AtomicInteger writers = new AtomicInteger(2);
        List<Boolean> whole = Crowd.together(4, i -> () -> i < 2 ? replaces(i, writers) : readsOneGeneration(writers));
        assertFalse(whole.contains(false), "a reader saw rules of two generations");
        rules().replace(List.of());
        assertEquals(List.of(), rules().rules());
    }

    @Test
    @DisplayName("ST-25 the last recorded state of each worker counts")
    void statesAreRecorded() throws Exception {
        assertEquals(Map.of(), workers().states(ASSET));
        SyncState failed = new SyncState(
                SyncState.Phase.FAILED,
                Long.MAX_VALUE,
                Optional.of(Problem.of(Problem.Kind.NETWORK, Codes.NO_ANSWER, "reach gpu-2", "it's \"off\"", "")
                        .canRetry()),
                NOW);
        SyncState done = new SyncState(SyncState.Phase.DONE, 7, Optional.empty(), NOW);
        workers().record(ASSET, WORKER, failed);
        workers().record(ASSET, WORKER, done);
        workers().record(ASSET, new WorkerId("gpu-2"), failed);
        assertEquals(
                Map.of(WORKER, done, new WorkerId("gpu-2"), failed), workers().states(ASSET));
        assertEquals(Map.of(), workers().states(new Sha256("cd".repeat(32))));
    }

    @Test
    @DisplayName("ST-13 tokens, rules and states are found by the next process")
    void restIsDurable() throws Exception {
        SyncState done = new SyncState(SyncState.Phase.DONE, 7, Optional.empty(), NOW);
        tokens().put(ANN, "civitai", Secret.of("ann"));
        rules().replace(generation(1));
        workers().record(ASSET, WORKER, done);
        restart();
        boolean durable = supports(Capability.DURABLE);
        assertEquals(durable ? Optional.of(Secret.of("ann")) : Optional.empty(), tokens().find(ANN, "civitai"));
        assertEquals(durable ? generation(1) : List.of(), rules().rules());
        assertEquals(durable ? Map.of(WORKER, done) : Map.of(), workers().states(ASSET));
    }

    @Test
    @DisplayName("ST-26 closing twice does nothing more")
    void closesTwice() {
        storage().close();
        storage().close();
    }

    private boolean replaces(int who, AtomicInteger writers) throws StowageException {
        for (int i = 0; i < 50; i++) {
            rules().replace(generation(who * 100 + i));
        }
        writers.decrementAndGet();
        return true;
    }

    private boolean readsOneGeneration(AtomicInteger writers) throws StowageException {
        while (writers.get() > 0) {
            List<PlacementRule> read = rules().rules();
            if (read.size() != 20
                    || Collections.frequency(
                                    read.stream().map(PlacementRule::template).toList(),
                                    read.get(0).template())
                            != 20) {
                return false;
            }
        }
        return true;
    }

    private static List<PlacementRule> generation(int number) {
        return IntStream.range(0, 20)
                .mapToObj(i -> new PlacementRule("rule " + i, Map.of(), "generation-" + number))
                .toList();
    }

    private void assertToken(String value, UserId user, String source) throws StowageException {
        assertEquals(Optional.of(Secret.of(value)), tokens().find(user, source));
    }

    private TokenStore tokens() {
        return storage().tokens();
    }

    private RuleStore rules() {
        return storage().rules();
    }

    private WorkerStore workers() {
        return storage().workers();
    }
}
