package dev.stowage.internal.engine;

import dev.stowage.api.Verification;
import dev.stowage.api.Verification.State;
import dev.stowage.internal.plugin.PluginDefectException;
import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.UserId;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.HashVerifier;
import dev.stowage.spi.HashVerifier.Hashing;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads files again and compares them with what is registered. One at a time, on the caller's thread: the verification of what comes in
 * shares the verifier with it and must not starve.
 */
final class Reverification {
    private final HashVerifier verifier;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Set<LiveCall> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Reverification(HashVerifier verifier) {
        this.verifier = verifier;
    }

    /** @param registered what is entered at this path, newest first; any of them may be what lies there */
    Verification of(Path path, List<Asset> registered) throws StowageException, InterruptedException {
        Optional<Asset> newest = registered.stream().findFirst();
        if (Files.notExists(path)) {
            return new Verification(path, State.MISSING, newest, Optional.empty(), Optional.of(missing(path)));
        }
        try {
            Digests now = digests(path);
            Optional<Sha256> digest = now.sha256();
            Optional<Asset> same = registered.stream()
                    .filter(asset -> digest.filter(asset.id()::equals).isPresent())
                    .findFirst();
            return same.isPresent()
                    ? new Verification(path, State.INTACT, same, Optional.of(now), Optional.empty())
                    : other(path, newest, now);
        } catch (CancelledException e) {
            throw e;
        } catch (StowageException e) {
            return new Verification(path, State.UNREADABLE, newest, Optional.empty(), Optional.of(unreadable(path, e)));
        }
    }

    /** Ends what is running and lets nothing begin. */
    void close() {
        closed = true;
        calls.forEach(LiveCall::cancel);
    }

    private static Verification other(Path path, Optional<Asset> newest, Digests now) {
        return newest.isPresent()
                ? new Verification(
                        path, State.DAMAGED, newest, Optional.of(now), Optional.of(damaged(newest.get(), now)))
                : new Verification(path, State.UNREGISTERED, newest, Optional.of(now), Optional.empty());
    }

    private Digests digests(Path path) throws StowageException, InterruptedException {
        LiveCall call = new LiveCall(UserId.LOCAL, "verify " + path.getFileName(), () -> {});
        calls.add(call);
        try {
            return inTurn(path, call);
        } catch (CancelledException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw e;
        } finally {
            calls.remove(call);
        }
    }

    private Digests inTurn(Path path, LiveCall call) throws StowageException, InterruptedException {
        turn.lockInterruptibly();
        try {
            if (closed) {
                throw new CancelledException();
            }
            return computed(path, call);
        } finally {
            turn.unlock();
        }
    }

    private Digests computed(Path path, LiveCall call) throws StowageException {
        if (!Files.isRegularFile(path)) {
            throw new StowageException(Problem.of(
                    Problem.Kind.STORAGE, Codes.NAME_TAKEN, verify(path), "it is not a file", "Move it away."));
        }
        try (Hashing hashing = verifier.open(path, Set.of(HashAlgorithm.SHA256), call)) {
            return hashing.finish(Files.size(path));
        } catch (IOException e) {
            throw DiskProblem.of(verify(path), path, e);
        } catch (PluginDefectException e) {
            throw new StowageException(e.problem(), e);
        }
    }

    private static Problem damaged(Asset asset, Digests now) {
        String got = now.sha256().map(Sha256::shortForm).orElse("nothing");
        return Problem.of(
                Problem.Kind.VERIFICATION,
                Codes.DAMAGED,
                "verify " + asset.card().name() + " at " + asset.path(),
                "it no longer matches its fingerprint (sha256 expected "
                        + asset.id().shortForm() + ", got " + got + "): potentially corrupted or tampered",
                "Repair it by fetching it again, or remove it.");
    }

    private static Problem missing(Path path) {
        return Problem.of(
                Problem.Kind.STORAGE,
                Codes.MISSING,
                verify(path),
                "there is no such file",
                "Bring it back, or fetch it again.");
    }

    /** The verifier speaks to a download, whose bytes it may fetch again. */
    private static Problem unreadable(Path path, StowageException e) {
        return e.problem().code().equals(Codes.PART_ALTERED)
                ? Problem.of(
                        Problem.Kind.STORAGE,
                        Codes.DISK_ERROR,
                        verify(path),
                        "it changes while it is read",
                        "Try again when nothing writes to it any more.")
                : e.problem();
    }

    private static String verify(Path path) {
        return "verify " + path;
    }
}
