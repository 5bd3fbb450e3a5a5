package dev.stowage.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.WorkerStatus;
import dev.stowage.app.json.WorkerJson;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code workers}: the machines that assets are brought to. */
@Command(
        name = "workers",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        subcommands = {
            WorkersCommand.Ls.class,
            WorkerCommands.Add.class,
            WorkerCommands.Edit.class,
            WorkerCommands.Rm.class,
            WorkerCommands.Show.class,
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

    /** The lines of workers, and what is worth knowing beside them. */
    void print(List<WorkerStatus> workers) {
        WorkerLines.of(workers).forEach(root.paper()::line);
        if (!root.options().quiet()) {
            workers.forEach(status -> WorkerLines.below(status).forEach(root.paper()::tell));
        }
    }

    static ObjectNode json(List<WorkerStatus> workers) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode list = object.putArray("workers");
        workers.forEach(worker -> list.add(WorkerJson.of(worker)));
        return object;
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
}
