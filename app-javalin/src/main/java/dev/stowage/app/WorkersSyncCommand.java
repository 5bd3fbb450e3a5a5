package dev.stowage.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.StowageListener;
import dev.stowage.api.WorkerStatus;
import dev.stowage.app.json.SyncJson;
import dev.stowage.model.Asset;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code workers sync}: brings assets to workers now. */
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        header = "Brings files to workers now, each tried once.",
        description =
                "%nASSET is a path, a SHA-256 or its beginning (8 digits or more), or a name. Without --to it goes "
                        + "where it is wanted; with --to it is wanted there from now on. What was removed or changed there since "
                        + "it arrived is noticed: what is missing comes again, a different file is told and left alone.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stowage workers sync --all",
            "  stowage workers sync --to gpu-1",
            "  stowage workers sync --to fast dragon.safetensors"
        })
final class WorkersSyncCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofDays(7);

    @ParentCommand
    private WorkersCommand workers;

    @Option(names = "--all", description = "Everything that is registered.")
    private boolean all;

    @Option(
            names = "--to",
            paramLabel = "TAG",
            description = "The workers with this tag, or of this id; may be given several times.")
    private List<String> tags = List.of();

    @Parameters(paramLabel = "ASSET", description = "Which files. With --to and without one: what is wanted there.")
    private List<String> assets = List.of();

    @Override
    public Integer call() throws StowageException {
        if (all && !assets.isEmpty()) {
            throw new UsageException("Could not bring anything: --all and an ASSET are both given.");
        }
        if (!all && assets.isEmpty() && tags.isEmpty()) {
            throw new UsageException("Could not bring anything: no ASSET says what. To bring everything, add --all.");
        }
        WorkerSelection to = SyncOptions.tagged("--to", tags);
        try (Opened opened = Opened.of(workers.root().config(), "workers")) {
            opened.start(new StowageListener() {});
            return synced(opened, to);
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        }
    }

    private int synced(Opened opened, WorkerSelection to) throws StowageException, InterruptedException {
        Set<WorkerId> reached = reached(opened, to);
        List<Sha256> wanted = new ArrayList<>();
        for (Sha256 asset : assets.isEmpty() ? new Suspects(opened).registered() : named(opened)) {
            if (!opened.workers().sync(asset, selection(opened, asset, to)).isEmpty()) {
                wanted.add(asset);
            }
        }
        List<Sync> ends = new ArrayList<>();
        for (Sha256 asset : wanted) {
            opened.workers().await(asset, PATIENCE).stream()
                    .filter(sync -> reached.contains(sync.worker()))
                    .filter(sync -> sync.state().phase() != Phase.REMOVED)
                    .forEach(ends::add);
        }
        return report(opened, ends);
    }

    /** What was asked for by name is wanted there from now on; otherwise it goes where it is wanted already. */
    private WorkerSelection selection(Opened opened, Sha256 asset, WorkerSelection to) throws StowageException {
        WorkerSelection wanted = opened.workers().wanted(asset);
        if (to.equals(WorkerSelection.NONE)) {
            return wanted;
        }
        return all || !assets.isEmpty() ? to : both(opened, wanted, to);
    }

    private static WorkerSelection both(Opened opened, WorkerSelection wanted, WorkerSelection to)
            throws StowageException {
        return WorkerSelection.tagged(opened.workers().list().stream()
                .map(WorkerStatus::worker)
                .filter(worker -> wanted.holdsFor(worker) && to.holdsFor(worker))
                .map(worker -> worker.id().text())
                .collect(Collectors.toSet()));
    }

    private static Set<WorkerId> reached(Opened opened, WorkerSelection to) throws StowageException {
        return opened.workers().list().stream()
                .map(WorkerStatus::worker)
                .filter(Worker::enabled)
                .filter(worker -> to.equals(WorkerSelection.NONE) || to.holdsFor(worker))
                .map(Worker::id)
                .collect(Collectors.toSet());
    }

    private Set<Sha256> named(Opened opened) throws StowageException {
        Suspects suspects = new Suspects(opened);
        Set<Sha256> found = new LinkedHashSet<>();
        for (String text : assets) {
            for (Path path : suspects.of(text)) {
                opened.library().findByPath(path).stream()
                        .findFirst()
                        .map(Asset::id)
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private int report(Opened opened, List<Sync> ends) throws StowageException {
        RootCommand root = workers.root();
        if (root.options().json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.set("syncs", SyncJson.of(ends));
            root.paper().json(json);
        } else {
            SyncLines lines = new SyncLines(opened.library());
            for (Sync end : ends) {
                root.paper().line(lines.of(end));
            }
        }
        if (ends.isEmpty()) {
            root.paper().tell("Nothing was brought anywhere: no enabled worker is meant, or nothing is registered.");
        }
        Set<Integer> codes = new HashSet<>();
        ends.stream()
                .flatMap(end -> end.state().problem().stream())
                .map(Problem::kind)
                .forEach(kind -> codes.add(kind.exitCode()));
        return ExitCode.of(codes);
    }
}
