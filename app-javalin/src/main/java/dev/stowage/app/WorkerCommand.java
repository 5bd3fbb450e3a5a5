package dev.stowage.app;

import dev.stowage.api.WorkerStatus;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What is said about one worker. */
abstract class WorkerCommand implements Callable<Integer> {
    @ParentCommand
    private WorkersCommand workers;

    @Parameters(paramLabel = "ID", description = "Which worker: 1 to 64 letters, digits or . _ -")
    private String id = "";

    @Override
    public final Integer call() throws StowageException {
        WorkerId one = WorkerOptions.id(id);
        try (Opened opened = open()) {
            about(one, opened);
        }
        return ExitCode.OK;
    }

    abstract void about(WorkerId one, Opened opened) throws StowageException;

    Opened open() throws StowageException {
        return Opened.of(workers.root().config(), "workers");
    }

    WorkersCommand workers() {
        return workers;
    }

    Paper paper() {
        return workers.root().paper();
    }

    /** Says what was done, or for programs with which worker. */
    final void done(String sentence, WorkerStatus one) {
        if (workers.root().options().json()) {
            paper().json(WorkersCommand.json(List.of(one)));
        } else {
            paper().line(sentence);
        }
    }

    /** @throws StowageException when there is none of that id */
    static WorkerStatus known(Opened opened, WorkerId id) throws StowageException {
        return opened.workers()
                .find(id)
                .orElseThrow(() -> new StowageException(Problem.of(
                        Problem.Kind.NOT_FOUND,
                        Codes.UNKNOWN_ID,
                        "find worker " + id,
                        "there is none of that id",
                        "To see those that there are, run: stowage workers")));
    }
}
