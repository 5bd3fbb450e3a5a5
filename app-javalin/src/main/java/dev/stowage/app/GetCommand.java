package dev.stowage.app;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Stowage;
import dev.stowage.app.progress.Board;
import dev.stowage.app.progress.LogView;
import dev.stowage.app.progress.ProgressView;
import dev.stowage.app.progress.TerminalView;
import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Finding;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.io.PrintStream;
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
            "%nREF is a URL that returns a file. Progress goes to stderr, the final path of each file to stdout.",
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
            "  stowage get --type lora https://example.org/my-style.safetensors",
            "  stowage get --type vae --sha256 HEX https://example.org/v.safetensors",
            "  stowage get --json -q --models-dir ~/ComfyUI/models --type vae URL"
        })
final class GetCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Mixin
    private GetOptions options;

    @Mixin
    private TokenOptions tokens;

    private Logins logins = Logins.NONE;

    @Parameters(arity = "1..*", paramLabel = "REF", description = "What to get: a URL that returns a file.")
    private List<String> references = List.of();

    @Override
    public Integer call() throws StowageException {
        Config config = config();
        Answers answers = options.answers(references.size(), config.screen().terminal());
        List<DownloadRequest> requests = references.stream()
                .map(pasted -> DownloadRequest.builder(pasted).answers(answers).build())
                .toList();
        try {
            List<Outcome> outcomes = outcomes(config, requests);
            return interruption().happened() ? ExitCode.INTERRUPTED : report(outcomes);
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        } catch (RuntimeException e) {
            if (interruption().happened()) {
                return ExitCode.INTERRUPTED; // the store was closed under the hands of the one that reads it
            }
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

    private List<Outcome> outcomes(Config config, List<DownloadRequest> requests) throws InterruptedException {
        Board board = new Board(root.surroundings().time().nanos());
        try (Stowage stowage = Composition.build(config, "get");
                ProgressView view = view(board, config)) {
            interruption().during(() -> park(stowage, view));
            stowage.listen(board);
            stowage.start();
            List<Outcome> outcomes =
                    new Following(stowage.downloads(), board, view, root.surroundings()).outcomes(requests);
            logins = Logins.of(rested(outcomes), stowage.tokens(), root.again());
            return outcomes;
        } catch (StowageException e) {
            return requests.stream()
                    .<Outcome>map(request -> new Outcome.Refused(Following.shown(request.pasted()), e.problem()))
                    .toList();
        } finally {
            interruption().over();
        }
    }

    private static List<Download> rested(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Rested.class::isInstance)
                .map(outcome -> ((Outcome.Rested) outcome).download())
                .toList();
    }

    private ProgressView view(Board board, Config config) {
        Surroundings.Time time = root.surroundings().time();
        if (root.options().quiet()) {
            return ProgressView.silent();
        }
        return config.screen().terminal()
                ? new TerminalView(board, err(), config.screen(), time.nanos(), time.clock())
                : new LogView(board, err(), time.clock());
    }

    private void park(Stowage stowage, ProgressView view) {
        view.close();
        stowage.close();
        err().println("stowage: Interrupted; what was received is kept. To go on, run: " + again());
    }

    private int report(List<Outcome> outcomes) {
        if (root.options().json()) {
            root.paper().downloads(outcomes);
        }
        Sentences sentences = new Sentences(again(), root.surroundings().time().patience(), logins);
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
                    .filter(note -> !note.code().equals(Codes.UNVERIFIED)) // the last line of progress says so
                    .map(Finding::sentence)
                    .forEach(told::add);
        }
    }

    private String again() {
        return Again.command(root.arguments(), references);
    }

    private Interruption interruption() {
        return root.surroundings().interruption();
    }

    private PrintStream err() {
        return root.surroundings().streams().err();
    }
}
