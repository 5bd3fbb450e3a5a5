package dev.stowage.app;

import dev.stowage.api.Downloads;
import dev.stowage.app.listing.Live;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ls}: what there is, and how it goes. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        header = "Lists downloads.",
        description = {
            "%nWhat is not finished comes first, then the last ten that are. In a pipe each download has one line and "
                    + "nothing is shortened.",
            "STATUS is resolving, decision (waits for an answer), queued, downloading, paused, verifying, review (waits "
                    + "for a look), placing, registering, syncing, completed, failed or cancelled."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  stowage ls", "  stowage ls --status failed --status paused", "  stowage ls --all --json flux"})
final class LsCommand implements Callable<Integer> {
    private static final int RECENT = 10;

    @ParentCommand
    private RootCommand root;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only those in this status; may be given several times.")
    private List<String> statuses = List.of();

    @Option(names = "--all", description = "All of them, newest first.")
    private boolean all;

    @Parameters(
            arity = "0..1",
            paramLabel = "TEXT",
            description = "Only those whose name or reference contains this, ignoring case.")
    private @Nullable String text;

    @Override
    public Integer call() throws StowageException {
        Set<Status> wanted = statuses.stream().map(OptionValues::status).collect(Collectors.toSet());
        DownloadQuery query = text == null || text.isBlank() ? DownloadQuery.ALL : DownloadQuery.ALL.containing(text);
        Config config = root.config();
        try (Opened opened = Opened.looking(root, "ls")) {
            Live live = opened.live();
            Rows rows =
                    root.options().json() ? new JsonRows(root.paper(), live) : new TableRows(root, config.out(), live);
            list(opened.downloads(), query, wanted, rows);
        }
        return ExitCode.OK;
    }

    private void list(Downloads downloads, DownloadQuery query, Set<Status> wanted, Rows rows) throws StowageException {
        Map<Status, Long> counts = downloads.counts(query);
        boolean chosen = all || !wanted.isEmpty();
        Pages.of(downloads, query.in(chosen ? wanted : Phase.UNFINISHED), page -> {
            rows.add(page);
            return true;
        });
        if (!chosen) {
            List<Download> recent =
                    downloads.list(query.in(Phase.FINISHED).limit(RECENT)).items();
            if (!recent.isEmpty()) {
                rows.add(recent);
            }
        }
        rows.end(counts);
    }
}
