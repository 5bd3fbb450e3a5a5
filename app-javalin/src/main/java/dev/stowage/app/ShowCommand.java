package dev.stowage.app;

import dev.stowage.api.Progress;
import dev.stowage.app.json.DownloadDetailsJson;
import dev.stowage.app.listing.DownloadDetails;
import dev.stowage.app.listing.Outlook;
import dev.stowage.model.Change;
import dev.stowage.model.Download;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code show ID}: everything that is known of one download. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        header = "Shows one download: state, hash, place, findings, history.",
        description =
                "%nID is a download's id or the beginning of one, its reference, or its file's name or path. Of several "
                        + "that fit it is the unfinished one, if there is just one.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:It is shown", "2:Several are meant; stderr names them", "3:There is none"},
        footerHeading = "%nExamples:%n",
        footer = {"  stowage show 01JD3KX9ZQ", "  stowage show my-style.safetensors"})
final class ShowCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Parameters(paramLabel = "ID", description = "Which download.")
    private String id = "";

    @Override
    public Integer call() throws StowageException {
        try (Opened opened = Opened.looking(root, "show")) {
            Download download = new Lookup(opened.downloads()).one(id);
            Optional<Progress> progress = opened.live().of(download);
            List<Change> history = opened.downloads().history(download.id());
            if (root.options().json()) {
                root.paper().json(DownloadDetailsJson.of(download, progress, history));
            } else {
                Outlook outlook = new Outlook(progress, Settling.command(download, root.again()));
                Logins logins = Logins.of(List.of(download), opened.tokens(), root.again());
                logins.way(download).ifPresent(root.paper()::tell);
                DownloadDetails.lines(download, history, outlook, root.clock().getZone())
                        .forEach(root.paper()::line);
            }
        }
        return ExitCode.OK;
    }
}
