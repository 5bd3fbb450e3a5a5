package dev.stowage.app;

import dev.stowage.api.Downloads;
import dev.stowage.app.text.Text;
import dev.stowage.model.Command;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Reference;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Says one thing to some downloads: each is tried, and told is what each is then. */
abstract class SteeringCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Parameters(paramLabel = "ID", description = "Which downloads.")
    private List<String> ids = List.of();

    private final Command command;

    SteeringCommand(Command command) {
        this.command = command;
    }

    abstract Download say(Downloads downloads, DownloadId id) throws StowageException;

    /** Whether it is said to all downloads that it is possible for. */
    boolean all() {
        return false;
    }

    @Override
    public final Integer call() throws StowageException {
        if (ids.isEmpty() != all()) {
            throw new UsageException("Could not " + command.wire() + ": "
                    + (all() ? "--all and an ID are both given." : "no ID says which download."));
        }
        try (Opened opened = Opened.of(root.config(), command.wire())) {
            return report(outcomes(opened.downloads()), opened.server().isPresent());
        }
    }

    private List<Outcome> outcomes(Downloads downloads) throws StowageException {
        List<Outcome> outcomes = new ArrayList<>();
        for (DownloadId id : all() ? possible(downloads) : List.<DownloadId>of()) {
            outcomes.add(outcome(() -> say(downloads, id)));
        }
        for (String text : ids) {
            outcomes.add(
                    outcome(() -> say(downloads, new Lookup(downloads).one(text).id())));
        }
        return outcomes;
    }

    private List<DownloadId> possible(Downloads downloads) throws StowageException {
        Set<Status> statuses =
                Arrays.stream(Status.values()).filter(command::possibleIn).collect(Collectors.toSet());
        List<DownloadId> possible = new ArrayList<>();
        Pages.of(downloads, DownloadQuery.ALL.in(statuses), page -> {
            page.forEach(download -> possible.add(download.id()));
            return true;
        });
        return possible;
    }

    private static Outcome outcome(Said said) {
        try {
            return new Outcome.Rested(said.apply());
        } catch (StowageException e) {
            return new Outcome.Refused(Optional.empty(), e.problem());
        }
    }

    /** @param served whether a server carries on */
    private int report(List<Outcome> outcomes, boolean served) {
        Paper paper = root.paper();
        if (root.options().json()) {
            paper.downloads(outcomes);
        }
        Set<String> refusals = new LinkedHashSet<>();
        List<Reference> going = new ArrayList<>();
        Set<Integer> codes = new LinkedHashSet<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Refused refused) {
                refusals.add(refused.problem().message());
                codes.add(refused.exitCode());
            } else if (outcome instanceof Outcome.Rested rested) {
                tell(rested.download());
                going.add(rested.download().reference());
            }
        }
        refusals.forEach(paper::tell);
        hint(going, served);
        return ExitCode.of(codes);
    }

    private void tell(Download download) {
        if (!root.options().json()) {
            root.paper().line(download.id() + "  " + download.status().wire() + "  " + Text.safe(download.label()));
        }
    }

    /** Nobody works on what waits, until somebody does. */
    private void hint(List<Reference> going, boolean served) {
        boolean carriesOn = !served && (command == Command.RESUME || command == Command.RETRY);
        if (root.options().quiet() || (going.isEmpty() && !ids.isEmpty())) {
            return;
        }
        if (going.isEmpty()) {
            root.paper().tell("There is nothing to " + command.wire() + ".");
        } else if (carriesOn) {
            root.paper().tell("To carry on, run: " + root.again().get(going));
        }
    }

    /** A command that has found its download. */
    private interface Said {
        Download apply() throws StowageException;
    }
}
