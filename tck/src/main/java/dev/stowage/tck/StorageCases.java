package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Page;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncQuery;
import dev.stowage.model.SyncState;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.UserId;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import dev.stowage.spi.RuleStore;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenStore;
import dev.stowage.spi.WorkerStore;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final Worker GPU_1 =
            new Worker(WORKER, "folder", Set.of("fast", "a.b_c-d"), Map.of("path", "/mnt/gpu 1 🦊"), false);
    private static final Worker GPU_2 = new Worker(new WorkerId("gpu-2"), "folder", Set.of(), Map.of());
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
        twoWorkers();
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
        twoWorkers();
        workers().select(ASSET, WorkerSelection.tagged(Set.of("fast")));
        workers().record(ASSET, WORKER, done);
        restart();
        boolean durable = supports(Capability.DURABLE);
        assertEquals(durable ? Optional.of(Secret.of("ann")) : Optional.empty(), tokens().find(ANN, "civitai"));
        assertEquals(durable ? generation(1) : List.of(), rules().rules());
        assertEquals(durable ? Map.of(WORKER, done) : Map.of(), workers().states(ASSET));
        assertEquals(durable ? List.of(GPU_1, GPU_2) : List.of(), workers().workers());
        assertEquals(
                durable ? Optional.of(WorkerSelection.tagged(Set.of("fast"))) : Optional.empty(),
                workers().selection(ASSET));
    }

    @Test
    @DisplayName("ST-27 workers are kept with everything they say, by id, and replaced")
    void workersAreKept() throws Exception {
        assertEquals(List.of(), workers().workers());
        workers().put(GPU_2);
        workers().put(new Worker(WORKER, "other", Set.of("old"), Map.of("path", "/old")));
        workers().put(GPU_1);
        assertEquals(List.of(GPU_1, GPU_2), workers().workers());
    }

    @Test
    @DisplayName("ST-28 a worker that is removed takes its states along, and no later word brings them back")
    void removedWorkersTakeTheirStatesAlong() throws Exception {
        twoWorkers();
        SyncState done = SyncState.done(7, NOW);
        workers().record(ASSET, WORKER, done);
        workers().record(ASSET, GPU_2.id(), done);
        assertTrue(workers().remove(WORKER));
        assertFalse(workers().remove(WORKER));
        workers().record(ASSET, WORKER, done);
        workers().plan(List.of(new Sync(ASSET, WORKER, done)));
        assertEquals(Map.of(GPU_2.id(), done), workers().states(ASSET));
        assertEquals(List.of(GPU_2), workers().workers());
        workers().put(GPU_1);
        assertEquals(Map.of(GPU_2.id(), done), workers().states(ASSET));
    }

    @Test
    @DisplayName("ST-29 what is planned changes nothing that is stored already")
    void plansChangeNothing() throws Exception {
        twoWorkers();
        SyncState done = SyncState.done(7, NOW);
        workers().record(ASSET, WORKER, done);
        workers().plan(List.of());
        workers()
                .plan(List.of(
                        new Sync(ASSET, WORKER, SyncState.pending(NOW)),
                        new Sync(ASSET, GPU_2.id(), SyncState.pending(NOW))));
        assertEquals(
                Map.of(WORKER, done, GPU_2.id(), SyncState.pending(NOW)),
                workers().states(ASSET));
        workers().forget(ASSET, WORKER);
        workers().forget(ASSET, WORKER);
        assertEquals(Map.of(GPU_2.id(), SyncState.pending(NOW)), workers().states(ASSET));
    }

    @Test
    @DisplayName("ST-30 due is what was never tried and what may be tried again, what has waited longest first")
    void dueIsWhatMayBeTried() throws Exception {
        twoWorkers();
        Problem off = Problem.of(Problem.Kind.NETWORK, Codes.NO_ANSWER, "reach gpu-1", "it is off", "");
        List<SyncState> states = List.of(
                SyncState.failed(off.canRetry(), at(1)),
                SyncState.done(7, at(2)),
                SyncState.pending(at(0)),
                SyncState.failed(off, at(3)),
                SyncState.removed(at(4)),
                SyncState.pending(at(5)));
        for (int i = 0; i < states.size(); i++) {
            workers().record(asset(i), WORKER, states.get(i));
        }
        assertEquals(List.of(asset(2), asset(0), asset(5)), assets(workers().due(WORKER, 10)));
        assertEquals(List.of(asset(2), asset(0)), assets(workers().due(WORKER, 2)));
        assertEquals(List.of(), workers().due(GPU_2.id(), 10));
        assertEquals(states.get(0), workers().due(WORKER, 2).get(1).state());
        assertEquals(
                Map.of(WORKER, Map.of(Phase.PENDING, 2L, Phase.DONE, 1L, Phase.FAILED, 2L, Phase.REMOVED, 1L)),
                workers().counts());
    }

    @Test
    @DisplayName("ST-31 syncs are listed newest first, page after page, those that match")
    void syncsAreListed() throws Exception {
        twoWorkers();
        for (int i = 0; i < 5; i++) {
            workers().record(asset(i), WORKER, SyncState.done(i, at(i / 2)));
            workers().record(asset(i), GPU_2.id(), SyncState.pending(at(10)));
        }
        SyncQuery onOne = SyncQuery.ALL.on(WORKER).limit(2);
        List<Sync> all = new ArrayList<>();
        Page<Sync> page = workers().syncs(onOne);
        while (page.nextCursor().isPresent() && all.size() < 10) {
            all.addAll(page.items());
            page = workers().syncs(onOne.after(page.nextCursor().get()));
        }
        all.addAll(page.items());
        assertEquals(List.of(asset(4), asset(3), asset(2), asset(1), asset(0)), assets(all));
        assertEquals(new Sync(asset(4), WORKER, SyncState.done(4, at(2))), all.get(0));
        assertEquals(
                List.of(asset(3)),
                assets(workers()
                        .syncs(SyncQuery.ALL.of(asset(3)).in(Set.of(Phase.DONE, Phase.FAILED)))
                        .items()));
        assertEquals(10, workers().syncs(SyncQuery.ALL).items().size());
        assertThrows(StowageException.class, () -> workers().syncs(SyncQuery.ALL.after("nonsense")));
    }

    @Test
    @DisplayName("ST-32 what was said last of where an asset is wanted counts")
    void selectionsAreKept() throws Exception {
        assertEquals(Optional.empty(), workers().selection(ASSET));
        for (WorkerSelection said :
                List.of(WorkerSelection.ALL, WorkerSelection.tagged(Set.of("fast", "a.b_c-d")), WorkerSelection.NONE)) {
            workers().select(ASSET, said);
            assertEquals(Optional.of(said), workers().selection(ASSET));
        }
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

    private void twoWorkers() throws StowageException {
        workers().put(GPU_1);
        workers().put(GPU_2);
    }

    private static List<Sha256> assets(List<Sync> syncs) {
        return syncs.stream().map(Sync::asset).toList();
    }

    private static Sha256 asset(int number) {
        return new Sha256(Integer.toString(number).repeat(64));
    }

    private static Instant at(int seconds) {
        return NOW.plusSeconds(seconds);
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
