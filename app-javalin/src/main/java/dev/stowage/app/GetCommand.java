package dev.stowage.app;

import dev.stowage.api.DownloadRequest;
import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Finding;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code get REF...}: the whole way in the terminal, from a pasted reference to a verified file in its place. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        header = "Downloads, verifies and places models; prints where they are.",
        description = {
            "%nREF is what people copy: a page or download link of CivitAI, its AIR or a file's hash; a repository, file or "
                    + "folder of HuggingFace, as a link or as owner/name; or any URL that returns a file.",
            "Progress goes to stderr, the final path of each file to stdout. What a reference means is shown by "
                    + "stowage resolve REF.",
            "An interrupted download goes on where it was when the same command is run again."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every file is in its place (or was already)",
            "1:Something unexpected",
            "2:The command line, a reference or the configuration cannot be meant",
            "3:The source has no such file",
            "4:The source wants a login, a licence or a purchase",
            "5:The network or the server gave up, or nothing moved for a minute",
            "6:The file is not what was promised: potentially corrupted or tampered",
            "7:Disk, folder or permission",
            "8:Cancelled or paused",
            "10:A person has to decide or review; stderr names the option that settles it",
            "130:Interrupted with Ctrl-C",
            " :Of several different failures, the first of 1 6 7 4 3 2 5 10 8"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  stowage get https://civitai.com/models/4201",
            "  stowage get --file pixel-art-xl.safetensors nerijs/pixel-art-xl",
            "  stowage get --type lora --sha256 HEX https://example.org/s.safetensors",
            "  stowage get --json -q --models-dir ~/ComfyUI/models REF"
        })
final class GetCommand implements Callable<Integer> {
    /** Told by the last line of progress, and by the sentence about the outcome. */
    private static final Set<String> TOLD = Set.of(Codes.UNVERIFIED, Codes.SKIPPED);

    @ParentCommand
    private RootCommand root;

    @Mixin
    private GetOptions options;

    @Mixin
    private TokenOptions tokens;

    @Parameters(arity = "1..*", paramLabel = "REF", description = "What to get.")
    private List<String> references = List.of();

    @Override
    public Integer call() throws StowageException {
        Config config = config();
        Answers answers = options.answers(references.size(), config.screen().terminal());
        List<DownloadRequest> requests = references.stream()
                .map(pasted -> DownloadRequest.builder(pasted).answers(answers).build())
                .toList();
        return new Fetching(root, config, again())
                .fetched(() -> opened(config), requests)
                .map(this::report)
                .orElse(ExitCode.INTERRUPTED);
    }

    private Opened opened(Config config) throws StowageException {
        Opened opened = Opened.of(config, "get");
        List<String> own = new ArrayList<>();
        options.connections().ifPresent(connections -> own.add("--connections " + connections));
        if (!tokens.given().isEmpty()) {
            own.add(TokenOptions.TOKEN);
        }
        try {
            opened.checkFetching(config.modelsFolder(), own);
            return opened;
        } catch (StowageException e) {
            opened.close();
            throw e;
        }
    }

    private Config config() throws StowageException {
        Config config = root.config().with(tokens.given());
        Optional<String> connections = options.connections();
        return connections.isEmpty()
                ? config
                : config.with("segmented", "connections", new Config.Value<>(connections.get(), "--connections"));
    }

    private int report(Fetching.Fetched fetched) {
        List<Outcome> outcomes = fetched.outcomes();
        if (root.options().json()) {
            root.paper().downloads(outcomes);
        }
        Sentences sentences = new Sentences(again(), root.surroundings().time().patience(), fetched.logins());
        Set<String> told = new LinkedHashSet<>();
        for (Outcome outcome : outcomes) {
            sentences.about(outcome).ifPresent(told::add);
            if (outcome instanceof Outcome.Rested rested && rested.download().status() == Status.COMPLETED) {
                completed(rested.download(), told);
            }
        }
        told.forEach(root.paper()::tell);
        return ExitCode.of(outcomes.stream().map(Outcome::exitCode).collect(Collectors.toSet()));
    }

    private void completed(Download download, Set<String> told) {
        if (!root.options().json()) {
            download.filePath().ifPresent(root.surroundings().streams().out()::println);
        }
        if (!root.options().quiet()) {
            download.findings().stream()
                    .filter(note -> !TOLD.contains(note.code()))
                    .map(Finding::sentence)
                    .forEach(told::add);
        }
    }

    private String again() {
        return Again.command(root.arguments(), references);
    }
}
