package dev.stowage.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.WorkerStatus;
import dev.stowage.app.json.SyncJson;
import dev.stowage.app.json.WorkerJson;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncQuery;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands that are about one worker. */
final class WorkerCommands {
    private WorkerCommands() {}

    /** {@code workers add ID}. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Adds a worker.",
            description = "%nGive a folder within a mounted one, so that it is not there while nothing is mounted.",
            footerHeading = "%nExample:%n",
            footer = "  stowage workers add gpu-1 --path /mnt/gpu-1/models --tag fast")
    static final class Add extends Change {
        @Override
        void about(WorkerId one, Opened opened) throws StowageException {
            if (opened.workers().find(one).isPresent()) {
                throw new UsageException("Could not add worker " + one
                        + ": there is one of that id. To change it, run: stowage workers edit " + one);
            }
            report("Added", opened, opened.workers().put(options().worker(one)));
        }
    }

    /** {@code workers edit ID}. */
    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Changes a worker; what is not given stays.",
            footerHeading = "%nExample:%n",
            footer = "  stowage workers edit gpu-1 --disabled")
    static final class Edit extends Change {
        @Override
        void about(WorkerId one, Opened opened) throws StowageException {
            WorkerStatus before = known(opened, one);
            if (!options().given()) {
                throw new UsageException("Could not change worker " + one + ": no option says what is to be changed.");
            }
            report("Changed", opened, opened.workers().put(options().over(before.worker())));
        }
    }

    /** {@code workers rm ID}. */
    @Command(
            name = "rm",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Forgets a worker; the files there stay.")
    static final class Rm extends WorkerCommand {
        @Override
        void about(WorkerId one, Opened opened) throws StowageException {
            WorkerStatus before = known(opened, one);
            opened.workers().remove(one);
            done("Removed worker " + one + "; its files are still there.", before);
        }
    }

    /** {@code workers show ID}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Shows a worker with what it has and lacks.")
    static final class Show extends WorkerCommand {
        private static final int PAGE = 500;

        @Override
        Opened open() throws StowageException {
            return Opened.looking(workers().root(), "workers");
        }

        @Override
        void about(WorkerId one, Opened opened) throws StowageException {
            WorkerStatus status = known(opened, one);
            List<Sync> syncs = syncs(opened, one);
            if (workers().root().options().json()) {
                ObjectNode json = WorkerJson.of(status);
                json.set("items", SyncJson.of(syncs));
                paper().json(json);
            } else {
                workers().print(List.of(status));
                SyncLines lines = new SyncLines(opened.library());
                for (Sync sync : syncs) {
                    paper().line(lines.of(sync));
                }
            }
        }

        private static List<Sync> syncs(Opened opened, WorkerId worker) throws StowageException {
            SyncQuery query = SyncQuery.ALL.on(worker).limit(PAGE);
            Page<Sync> page = opened.workers().syncs(query);
            List<Sync> all = new ArrayList<>(page.items());
            while (page.nextCursor().isPresent()) {
                page = opened.workers().syncs(query.after(page.nextCursor().get()));
                all.addAll(page.items());
            }
            return all;
        }
    }

    /** A command that stores what a worker is like. */
    abstract static class Change extends WorkerCommand {
        @Mixin
        private WorkerOptions options;

        WorkerOptions options() {
            return options;
        }

        /** Says what was stored, and whether the worker can be reached now. */
        void report(String done, Opened opened, WorkerStatus stored) throws StowageException {
            WorkerId id = stored.worker().id();
            done(done + " worker " + id + ".", stored);
            opened.workers().reach(id).map(Problem::message).ifPresent(paper()::tell);
            long lacks = stored.count(Phase.PENDING);
            if (lacks > 0 && stored.worker().enabled() && opened.server().isEmpty()) {
                paper().tell((lacks == 1 ? "A file is" : lacks + " files are")
                        + " wanted there. To bring what is missing now, run: stowage workers sync --to " + id);
            }
        }
    }
}
