package dev.stowage.app.served;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stowage.api.WorkerStatus;
import dev.stowage.api.Workers;
import dev.stowage.app.json.DownloadRequestJson;
import dev.stowage.app.json.WorkerJson;
import dev.stowage.model.Codes;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncQuery;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import dev.stowage.spi.StowageException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The workers of a data folder that a running server has: it brings things there and is told what changes; looking is done in the store. */
public final class ServedWorkers implements Workers {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final String PATH = "workers/";

    private final Server server;
    private final Workers kept;

    ServedWorkers(Server server, Workers kept) {
        this.server = server;
        this.kept = kept;
    }

    @Override
    public List<WorkerStatus> list() throws StowageException {
        List<WorkerStatus> stored = kept.list();
        JsonNode told = told("workers");
        return stored.stream().map(status -> LiveWorkers.shown(status, told)).toList();
    }

    @Override
    public Optional<WorkerStatus> find(WorkerId id) throws StowageException {
        return list().stream().filter(status -> status.worker().id().equals(id)).findFirst();
    }

    @Override
    public WorkerStatus put(Worker worker) throws StowageException {
        if (kept.find(worker.id()).isPresent()) {
            server.patiently().put(PATH + worker.id(), WorkerJson.of(worker));
        } else {
            server.patiently().post("workers", WorkerJson.of(worker));
        }
        return kept.find(worker.id()).orElseThrow();
    }

    @Override
    public boolean remove(WorkerId id) throws StowageException {
        boolean there = kept.find(id).isPresent();
        if (there) {
            server.delete(PATH + id);
        }
        return there;
    }

    /** The server looks: where a folder hangs, a process that touches it as well may never end, not even when it is killed. */
    @Override
    public Optional<Problem> reach(WorkerId id) throws StowageException {
        JsonNode error = server.patiently().post(PATH + id + "/reach").path("error");
        String sentence = error.path("message").asText("");
        String code = error.path("code").asText(Codes.WORKER_UNREACHABLE);
        return sentence.isEmpty()
                ? Optional.empty()
                : Optional.of(Told.problem(Problem.Kind.STORAGE, code, sentence, error));
    }

    @Override
    public int retry(WorkerId id) throws StowageException {
        return server.post(PATH + id + "/retry").path("syncs").asInt();
    }

    @Override
    public WorkerSelection wanted(Sha256 asset) throws StowageException {
        return kept.wanted(asset);
    }

    @Override
    public List<Sync> states(Sha256 asset) throws StowageException {
        return kept.states(asset);
    }

    @Override
    public Page<Sync> syncs(SyncQuery query) throws StowageException {
        Page<Sync> stored = kept.syncs(query);
        String cursor = query.cursor().map(text -> "&cursor=" + encoded(text)).orElse("");
        String place = query.worker().map(id -> PATH + id + "/syncs").orElse("syncs");
        JsonNode told = told(place + "?limit=" + query.limit() + cursor);
        return new Page<>(
                stored.items().stream()
                        .map(sync -> LiveWorkers.shown(sync, told))
                        .toList(),
                stored.nextCursor());
    }

    @Override
    public List<Sync> sync(Sha256 asset, WorkerSelection selection) throws StowageException {
        if (selection.equals(WorkerSelection.NONE)) {
            return List.of();
        }
        server.post("assets/" + asset.hex() + "/sync", DownloadRequestJson.of(selection));
        Set<WorkerId> selected = kept.list().stream()
                .map(WorkerStatus::worker)
                .filter(selection::holdsFor)
                .map(Worker::id)
                .collect(Collectors.toSet());
        return kept.states(asset).stream()
                .filter(sync -> selected.contains(sync.worker()))
                .toList();
    }

    /** What runs there is not stored before it has ended: until then it is pending. */
    @Override
    public List<Sync> await(Sha256 asset, Duration atMost) throws StowageException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            List<Sync> now = kept.states(asset);
            long left = deadline - System.nanoTime();
            if (left <= 0 || !moving(now)) {
                return now;
            }
            server.get("workers"); // nobody brings anything any more when it is gone
            TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK.toNanos()));
        }
    }

    /** No command asks for it. */
    @Override
    public Sync takeOff(Sha256 asset, WorkerId worker) throws StowageException {
        return kept.takeOff(asset, worker);
    }

    /** What only the server knows; that it cannot tell is no reason not to tell the rest. */
    private JsonNode told(String path) {
        try {
            return server.get(path).path("items");
        } catch (StowageException e) {
            return MissingNode.getInstance();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private boolean moving(List<Sync> syncs) throws StowageException {
        Set<WorkerId> enabled = kept.list().stream()
                .map(WorkerStatus::worker)
                .filter(Worker::enabled)
                .map(Worker::id)
                .collect(Collectors.toSet());
        return syncs.stream()
                .filter(sync -> enabled.contains(sync.worker()))
                .anyMatch(sync -> sync.state().phase() == Phase.PENDING);
    }
}
