package dev.stowage.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.WorkerStatus;
import dev.stowage.app.json.SyncJson;
import dev.stowage.app.json.WorkerJson;
import dev.stowage.model.Codes;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncQuery;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code workers}: the machines that assets are brought to. */
@Command(
        name = "workers",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        subcommands = {
            WorkersCommand.Ls.class,
            WorkersCommand.Add.class,
            WorkersCommand.Edit.class,
            WorkersCommand.Rm.class,
            WorkersCommand.Show.class,
            WorkersSyncCommand.class
        },
        header = "Lists, adds and removes the workers that models are brought to.",
        description = {
            "%nWhat is registered here is wanted on every worker, unless \"get\" was told otherwise with --workers or "
                    + "--no-sync; a worker that joins later gets it too. \"stowage serve\" brings what is missing by "
                    + "itself, also when a worker was away; \"get\" and \"workers sync\" try once."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  stowage workers add gpu-1 --path /mnt/gpu-1/models --tag fast",
            "  stowage workers",
            "  stowage workers sync --all",
            "  stowage get --workers fast https://civitai.com/models/4201"
        })
final class WorkersCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Override
    public Integer call() throws StowageException {
        try (Opened opened = Opened.looking(root, "workers")) {
            List<WorkerStatus> workers = opened.workers().list();
            if (root.options().json()) {
                root.paper().json(json(workers));
            } else if (workers.isEmpty()) {
                root.paper().tell("There is no worker. To add one, run: stowage workers add ID --path DIR");
            } else {
                print(workers);
            }
        }
        return ExitCode.OK;
    }

    RootCommand root() {
        return root;
    }

    private void print(List<WorkerStatus> workers) {
        WorkerLines.of(workers).forEach(root.paper()::line);
        if (!root.options().quiet()) {
            workers.forEach(status -> WorkerLines.below(status).forEach(root.paper()::tell));
        }
    }

    private static ObjectNode json(List<WorkerStatus> workers) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode list = object.putArray("workers");
        workers.forEach(worker -> list.add(WorkerJson.of(worker)));
        return object;
    }

    /** Says what was stored, and whether the worker can be reached now. */
    private void report(Opened opened, String done, WorkerStatus stored) throws StowageException {
        if (root.options().json()) {
            root.paper().json(json(List.of(stored)));
        } else {
            root.paper().line(done + " worker " + stored.worker().id() + ".");
        }
        opened.workers().reach(stored.worker().id()).map(Problem::message).ifPresent(root.paper()::tell);
        long lacks = stored.count(Phase.PENDING);
        if (lacks > 0 && stored.worker().enabled() && opened.server().isEmpty()) {
            root.paper()
                    .tell((lacks == 1 ? "A file is" : lacks + " files are")
                            + " wanted there. To bring what is missing now, run: stowage workers sync --to "
                            + stored.worker().id());
        }
    }

    private static WorkerStatus known(Opened opened, WorkerId id) throws StowageException {
        return opened.workers().find(id).orElseThrow(() -> new StowageException(unknown(id)));
    }

    private static Problem unknown(WorkerId id) {
        return Problem.of(
                Problem.Kind.NOT_FOUND,
                Codes.UNKNOWN_ID,
                "find worker " + id,
                "there is none of that id",
                "To see those that there are, run: stowage workers");
    }

    /** {@code workers ls}, the same as {@code workers}. */
    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Lists the workers and how many files each has and lacks.")
    static final class Ls implements Callable<Integer> {
        @ParentCommand
        private WorkersCommand workers;

        @Override
        public Integer call() throws StowageException {
            return workers.call();
        }
    }

    /** {@code workers add ID}. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Adds a worker.",
            description = "%nGive a folder within a mounted one, so that it is not there while nothing is mounted.",
            footerHeading = "%nExample:%n",
            footer = "  stowage workers add gpu-1 --path /mnt/gpu-1/models --tag fast")
    static final class Add implements Callable<Integer> {
        @ParentCommand
        private WorkersCommand workers;

        @Parameters(paramLabel = "ID", description = "Its name, 1 to 64 letters, digits or . _ -")
        private String id = "";

        @Mixin
        private WorkerOptions options;

        @Override
        public Integer call() throws StowageException {
            WorkerId wanted = WorkerOptions.id(id);
            try (Opened opened = Opened.of(workers.root.config(), "workers")) {
                if (opened.workers().find(wanted).isPresent()) {
                    throw new UsageException("Could not add worker " + wanted
                            + ": there is one of that id. To change it, run: stowage workers edit " + wanted);
                }
                workers.report(opened, "Added", opened.workers().put(options.worker(wanted)));
            }
            return ExitCode.OK;
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
    static final class Edit implements Callable<Integer> {
        @ParentCommand
        private WorkersCommand workers;

        @Parameters(paramLabel = "ID", description = "Which worker.")
        private String id = "";

        @Mixin
        private WorkerOptions options;

        @Override
        public Integer call() throws StowageException {
            try (Opened opened = Opened.of(workers.root.config(), "workers")) {
                WorkerStatus before = known(opened, WorkerOptions.id(id));
                workers.report(opened, "Changed", opened.workers().put(options.over(before.worker())));
            }
            return ExitCode.OK;
        }
    }

    /** {@code workers rm ID}. */
    @Command(
            name = "rm",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Forgets a worker; the files there stay.")
    static final class Rm implements Callable<Integer> {
        @ParentCommand
        private WorkersCommand workers;

        @Parameters(paramLabel = "ID", description = "Which worker.")
        private String id = "";

        @Override
        public Integer call() throws StowageException {
            RootCommand root = workers.root;
            try (Opened opened = Opened.of(root.config(), "workers")) {
                WorkerStatus before = known(opened, WorkerOptions.id(id));
                opened.workers().remove(before.worker().id());
                if (root.options().json()) {
                    root.paper().json(json(List.of(before)));
                } else {
                    root.paper().line("Removed worker " + id + "; its files are still there.");
                }
            }
            return ExitCode.OK;
        }
    }

    /** {@code workers show ID}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Shows a worker with what it has and lacks.")
    static final class Show implements Callable<Integer> {
        private static final int PAGE = 500;

        @ParentCommand
        private WorkersCommand workers;

        @Parameters(paramLabel = "ID", description = "Which worker.")
        private String id = "";

        @Override
        public Integer call() throws StowageException {
            RootCommand root = workers.root;
            try (Opened opened = Opened.looking(root, "workers")) {
                WorkerStatus status = known(opened, WorkerOptions.id(id));
                List<Sync> syncs = syncs(opened, status.worker().id());
                if (root.options().json()) {
                    ObjectNode json = WorkerJson.of(status);
                    json.set("items", SyncJson.of(syncs));
                    root.paper().json(json);
                } else {
                    workers.print(List.of(status));
                    SyncLines lines = new SyncLines(opened.library());
                    for (Sync sync : syncs) {
                        root.paper().line(lines.of(sync));
                    }
                }
            }
            return ExitCode.OK;
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
}
