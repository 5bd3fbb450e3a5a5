package dev.stowage.app;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Preview;
import dev.stowage.app.json.ResolutionJson;
import dev.stowage.app.listing.ResolutionDetails;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code resolve REF}: what a reference means and where its files would go, before anything is created. */
@Command(
        name = "resolve",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        header = "Shows what a reference means; downloads nothing.",
        description = {
            "%nREF is what get takes. Shown are the model, its files with where each would go and by which rule, and what "
                    + "is there already. A star stands before what get would take.",
            "--type, --base-model, --name and --file show what they would change."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is shown",
            "2:The command line, the reference or the configuration cannot be meant",
            "3:The source has no such thing",
            "4:The source wants a login",
            "5:The network or the server gave up",
            "10:There is no file of that name, or an address has to be allowed"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  stowage resolve https://civitai.com/models/4201", "  stowage resolve --json nerijs/pixel-art-xl"})
final class ResolveCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Mixin
    private WantedOptions options;

    @Mixin
    private TokenOptions tokens;

    @Parameters(arity = "1..*", paramLabel = "REF", description = "What to look at, one at a time.")
    private List<String> references = List.of();

    @Override
    public Integer call() throws StowageException {
        if (references.size() > 1) {
            throw new UsageException("Could not resolve " + references.size()
                    + " references: one at a time is shown. Run the command for each of them.");
        }
        Config config = root.config().with(tokens.given());
        DownloadRequest request = DownloadRequest.builder(references.get(0))
                .answers(options.answers(1).build())
                .build();
        try (Opened opened = opened(config)) {
            show(opened.downloads().preview(request), config);
        }
        return ExitCode.OK;
    }

    /** A running server asks with its own tokens only. */
    private Opened opened(Config config) throws StowageException {
        return tokens.given().isEmpty() ? Opened.of(config, "resolve") : Opened.alone(config, "resolve");
    }

    private void show(Preview preview, Config config) {
        if (root.options().json()) {
            root.paper()
                    .json(ResolutionJson.of(preview, media -> media.address().toString()));
            return;
        }
        ResolutionDetails.lines(preview, config.out()).forEach(root.paper()::line);
        if (!root.options().quiet() && preview.files().stream().noneMatch(Preview.Candidate::chosen)) {
            root.paper().tell("None of these files is the recommended one. Say which one is meant with --file NAME.");
        }
    }
}
