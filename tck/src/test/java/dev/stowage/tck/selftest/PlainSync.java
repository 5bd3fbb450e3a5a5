package dev.stowage.tck.selftest;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.SafePath;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.Replica;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerSync;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The plainest engine that keeps the contract: workers in memory, unless it is told to have a flaw. */
final class PlainSync implements WorkerSync {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Set<Flaw> flaws;
    private final Map<String, byte[]> held = new HashMap<>();

    PlainSync(Set<Flaw> flaws) {
        this.flaws = flaws;
    }

    /** What may be wrong with it, and the sentence that is broken by it. */
    enum Flaw {
        SERVES_ONE("WS-01"),
        GIVES_UP_AT_THE_FIRST("WS-02"),
        GIVES_UP_FOR_GOOD("WS-02"),
        OVERWRITES("WS-03"),
        TRIES_FOREVER("WS-03"),
        WANTS_IT_EMPTY("WS-04"),
        TRUSTS_THE_DISK("WS-05"),
        PUBLISHES_FIRST("WS-06"),
        FAILS_WHEN_CANCELLED("WS-06"),
        GUESSES("WS-07"),
        REMOVES_ANYTHING("WS-08"),
        WANTS_IT_THERE("WS-08"),
        REMEMBERS("WS-10"),
        LOOKS_AT_THE_NAME("WS-10"),
        TAKES_ANY_SETTING("WS-09"),
        REACHES_TO_CHECK("WS-09");

        final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }
    }

    void place(WorkerId worker, SafePath path, byte[] content) {
        held.put(worker + ":" + path, content);
    }

    Optional<byte[]> content(WorkerId worker, SafePath path) {
        return Optional.ofNullable(held.get(worker + ":" + path));
    }

    @Override
    public void check(Worker worker) throws StowageException {
        if (!has(Flaw.TAKES_ANY_SETTING) && worker.settings().containsKey("nonsense")) {
            throw problem(Problem.Kind.USAGE, Codes.BAD_WORKER, worker);
        }
        if (has(Flaw.REACHES_TO_CHECK)) {
            reached(worker);
        }
    }

    @Override
    public void reach(Worker worker, Call call) throws StowageException {
        reached(worker);
    }

    @Override
    public void deliver(Replica replica, List<Worker> workers, SyncListener listener, Call call)
            throws StowageException {
        for (Worker worker : workers) {
            try {
                delivered(replica, worker, call);
                listener.changed(worker.id(), SyncState.done(replica.asset().totalBytes(), NOW));
            } catch (CancelledException e) {
                if (has(Flaw.FAILS_WHEN_CANCELLED)) {
                    listener.changed(worker.id(), SyncState.failed(e.problem(), NOW));
                }
                throw e;
            } catch (StowageException e) {
                listener.changed(worker.id(), SyncState.failed(e.problem(), NOW));
                if (has(Flaw.GIVES_UP_AT_THE_FIRST)) {
                    return;
                }
            }
            if (has(Flaw.SERVES_ONE)) {
                return;
            }
        }
    }

    private void delivered(Replica replica, Worker worker, Call call) throws StowageException {
        reached(worker);
        byte[] content = read(replica);
        boolean there = content(worker.id(), replica.path()).isPresent();
        boolean same =
                there && ours(replica, content(worker.id(), replica.path()).orElseThrow());
        if (there && (!same || has(Flaw.WANTS_IT_EMPTY)) && !has(Flaw.OVERWRITES)) {
            StowageException taken = problem(Problem.Kind.CONFLICT, Codes.TARGET_EXISTS, worker);
            throw has(Flaw.TRIES_FOREVER) ? new StowageException(taken.problem().canRetry()) : taken;
        }
        if (has(Flaw.PUBLISHES_FIRST)) {
            place(worker.id(), replica.path(), content);
        }
        for (int i = 0; i < 4; i++) {
            call.check();
        }
        if (!has(Flaw.TRUSTS_THE_DISK) && !ours(replica, content)) {
            throw problem(Problem.Kind.VERIFICATION, Codes.HASH_MISMATCH, worker);
        }
        place(worker.id(), replica.path(), content);
    }

    @Override
    public SyncState probe(Replica replica, Worker worker, Call call) throws StowageException {
        reached(worker);
        Optional<byte[]> there = content(worker.id(), replica.path());
        boolean ours = there.isPresent() && (has(Flaw.GUESSES) || ours(replica, there.get()));
        return ours ? SyncState.done(replica.asset().totalBytes(), NOW) : SyncState.pending(NOW);
    }

    @Override
    public boolean holds(Replica replica, Worker worker, Instant proven, Call call) throws StowageException {
        boolean there = content(worker.id(), replica.path()).isPresent();
        return has(Flaw.REMEMBERS)
                || (has(Flaw.LOOKS_AT_THE_NAME) && there)
                || WorkerSync.super.holds(replica, worker, proven, call);
    }

    @Override
    public void remove(Replica replica, Worker worker, Call call) throws StowageException {
        reached(worker);
        Optional<byte[]> there = content(worker.id(), replica.path());
        boolean foreign = there.isPresent() && !ours(replica, there.get());
        if ((foreign && !has(Flaw.REMOVES_ANYTHING)) || (there.isEmpty() && has(Flaw.WANTS_IT_THERE))) {
            throw problem(Problem.Kind.CONFLICT, Codes.TARGET_EXISTS, worker);
        }
        held.remove(worker.id() + ":" + replica.path());
    }

    private void reached(Worker worker) throws StowageException {
        if (worker.settings().containsKey("off")) {
            StowageException off = problem(Problem.Kind.NETWORK, Codes.WORKER_UNREACHABLE, worker);
            throw has(Flaw.GIVES_UP_FOR_GOOD)
                    ? off
                    : new StowageException(off.problem().canRetry());
        }
    }

    private boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    private static byte[] read(Replica replica) throws StowageException {
        try {
            return Files.readAllBytes(replica.asset().path());
        } catch (IOException e) {
            throw DiskProblem.of("read " + replica.path(), replica.asset().path(), e);
        }
    }

    private static boolean ours(Replica replica, byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).equals(replica.asset().id().hex());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StowageException problem(Problem.Kind kind, String code, Worker worker) {
        return new StowageException(Problem.of(kind, code, "use worker " + worker.id(), "a test says so", ""));
    }
}
