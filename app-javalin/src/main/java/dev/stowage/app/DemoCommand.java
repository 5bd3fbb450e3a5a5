package dev.stowage.app;

import dev.stowage.api.DownloadRequest;
import dev.stowage.app.demo.Practice;
import dev.stowage.app.http.HttpServer;
import dev.stowage.app.listing.Summary;
import dev.stowage.model.Answers;
import dev.stowage.model.Download;
import dev.stowage.model.OnDuplicate;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code demo}: the whole job against sites that run on this machine, for whoever has neither network nor account. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        header = "Shows the whole job without internet or account.",
        description = {
            "%nStarts a practice hub on this machine that answers as CivitAI and HuggingFace do, and the manager with its web "
                    + "page. Prints the link to the page and references to paste there, until Ctrl-C; started again, it goes "
                    + "on where it was.",
            "--once downloads one of each source and ends. Everything lies in the folder demo of the data folder and can be "
                    + "removed with it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:With --once, all three are in their places",
            "7:Disk, folder or port",
            "130:Ended with Ctrl-C",
            " :With --once else as get"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  stowage demo --once", "  stowage demo --size 500 --speed 10"})
final class DemoCommand implements Callable<Integer> {
    private static final String HOST = "127.0.0.1";

    @ParentCommand
    private RootCommand root;

    @Option(names = "--once", description = "Run three downloads to the end, print where they are, and end.")
    private boolean once;

    @Option(
            names = "--size",
            paramLabel = "MIB",
            description = {"How large the largest files are, 1 to 10000 MiB.", "Default: 24."})
    private @Nullable String size;

    @Option(
            names = "--speed",
            paramLabel = "MIB",
            description = {
                "How many MiB a second come, all files together.",
                "Default: 3, so that there is time to press pause; with --once as many as can."
            })
    private @Nullable String speed;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = {"Where the page is; 0 for any that is free.", "Default: 8077 if that is free."})
    private @Nullable String port;

    @Override
    public Integer call() throws StowageException {
        long bytes = Optional.ofNullable(size)
                .map(text -> OptionValues.mebibytes("--size", text))
                .orElse(24L << 20);
        OptionalLong perSecond = Stream.ofNullable(speed == null && !once ? "3" : speed)
                .mapToLong(text -> OptionValues.mebibytes("--speed", text))
                .findFirst();
        DemoFolder folder = DemoFolder.of(root);
        try (Practice practice = Practice.start(bytes, perSecond)) {
            return once ? tour(practice, folder) : stay(practice, folder);
        }
    }

    private int tour(Practice practice, DemoFolder folder) throws StowageException {
        Answers answers = Answers.builder().onDuplicate(OnDuplicate.SKIP).build();
        List<DownloadRequest> requests = practice.tour().stream()
                .map(paste -> DownloadRequest.builder(paste.reference())
                        .answers(answers)
                        .build())
                .toList();
        Config config = folder.loggedIn(practice);
        return new Fetching(root, config, again())
                .fetched(() -> Opened.alone(config, "demo"), requests)
                .map(fetched -> report(fetched, folder))
                .orElse(ExitCode.INTERRUPTED);
    }

    private int report(Fetching.Fetched fetched, DemoFolder folder) {
        List<Outcome> outcomes = fetched.outcomes();
        List<Download> rested = outcomes.stream()
                .filter(Outcome.Rested.class::isInstance)
                .map(outcome -> ((Outcome.Rested) outcome).download())
                .toList();
        if (root.options().json()) {
            root.paper().downloads(outcomes);
        } else {
            Summary.lines(rested).forEach(root.paper()::line);
        }
        Sentences sentences = new Sentences(again(), root.surroundings().time().patience(), fetched.logins());
        outcomes.stream()
                .filter(outcome -> outcome.exitCode() != ExitCode.OK)
                .map(sentences::about)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(root.paper()::tell);
        int code = ExitCode.of(outcomes.stream().map(Outcome::exitCode).collect(Collectors.toSet()));
        if (code == ExitCode.OK && !root.options().quiet()) {
            root.paper().tell(ending(rested, folder));
        }
        return code;
    }

    private static String ending(List<Download> rested, DemoFolder folder) {
        boolean before = rested.stream().anyMatch(Download::isReused);
        return before
                ? "Some of it was there from before and was not fetched again. To start afresh, remove "
                        + folder.folder()
                : "That is the whole job. More to try: stowage demo. With the real sites: stowage get REF";
    }

    private int stay(Practice practice, DemoFolder folder) throws StowageException {
        Config config = folder.config(practice);
        try (Serving serving = serving(config)) {
            DemoWords words = new DemoWords(practice, folder, serving.server());
            return new Staying(root.surroundings().interruption()).until(serving::close, () -> tell(words));
        }
    }

    /** A server of the real sites may have the usual port. */
    private Serving serving(Config config) throws StowageException {
        if (port != null) {
            return Serving.begin(root, config, "demo", new HttpServer.Place(HOST, OptionValues.port(port)));
        }
        try {
            return Serving.begin(root, config, "demo", new HttpServer.Place(HOST, ServeCommand.PORT));
        } catch (StowageException e) {
            if (!e.problem().code().equals(HttpServer.PORT_TAKEN)) {
                throw e;
            }
            return Serving.begin(root, config, "demo", new HttpServer.Place(HOST, 0));
        }
    }

    private void tell(DemoWords words) {
        if (root.options().json()) {
            root.paper().json(words.json());
        } else {
            words.lines().forEach(root.paper()::line);
        }
    }

    private String again() {
        return Again.command(root.arguments(), List.of());
    }
}
