package dev.stowage.internal.engine;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.UserId;
import dev.stowage.model.Worker;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the folders of workers lie apart: within the models folder a worker's files would be taken for models of this machine, and
 * workers that share a folder would each clear away what is on its way to the other.
 *
 * @param models the models folder
 * @param engines know where a worker's files go
 * @param watch gives up folders that hang; of them only what they are called is compared
 */
record FoldersApart(Path models, SyncEngines engines, Watch watch) {
    private static final int MOST_LINKS = 40;

    /** @throws StowageException when the folder of a worker lies within one that is taken, or around it */
    void check(Worker worker, List<Worker> all) throws StowageException {
        Optional<Path> folder = folder(worker);
        if (folder.isEmpty()) {
            return;
        }
        requireApart(worker, folder.get(), real(models), "the models folder");
        for (Worker other : all) {
            if (!other.id().equals(worker.id()) && engines.has(other.engine())) {
                Optional<Path> taken = folder(other);
                if (taken.isPresent()) {
                    requireApart(worker, folder.get(), taken.get(), "the folder of worker " + other.id());
                }
            }
        }
    }

    /** Where links lead to, when that can be found out now. */
    private Optional<Path> folder(Worker worker) throws StowageException {
        Optional<Path> called = engines.of(worker).folder(worker);
        if (called.isEmpty() || watch.hangs(worker)) {
            return called;
        }
        AtomicReference<@Nullable Path> found = new AtomicReference<>();
        LiveCall call = new LiveCall(UserId.LOCAL, "find the folder of " + worker.id(), () -> {});
        watch.begin(List.of(worker), call, look -> found.set(real(called.get())))
                .endedSoon();
        return Optional.ofNullable(found.get()).or(() -> called);
    }

    private static Path real(Path path) {
        return real(path, MOST_LINKS);
    }

    /** Of what is not there, that of the nearest folder that is; a link may lead to what is not there yet. */
    private static Path real(Path path, int links) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            Path parent = path.getParent();
            if (parent == null) {
                return path;
            }
            Optional<Path> target = links == 0 ? Optional.empty() : target(path);
            return target.map(next -> real(parent.resolve(next), links - 1))
                    .orElseGet(() -> real(parent, links).resolve(path.getFileName()))
                    .normalize();
        }
    }

    private static Optional<Path> target(Path path) {
        try {
            return Files.isSymbolicLink(path) ? Optional.of(Files.readSymbolicLink(path)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // it is a link no more
        }
    }

    private static void requireApart(Worker worker, Path folder, Path taken, String whose) throws StowageException {
        String how = folder.equals(taken) ? "is" : folder.startsWith(taken) ? "is within" : "contains";
        if (folder.startsWith(taken) || taken.startsWith(folder)) {
            throw new StowageException(Problem.of(
                    Problem.Kind.USAGE,
                    Codes.BAD_WORKER,
                    "use worker " + worker.id(),
                    "its folder " + folder + " " + how + " " + whose + (folder.equals(taken) ? "" : ", " + taken),
                    "Give it a folder of its own."));
        }
    }
}
