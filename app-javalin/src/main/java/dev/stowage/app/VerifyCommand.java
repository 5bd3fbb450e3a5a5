package dev.stowage.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.app.json.CheckJson;
import dev.stowage.app.text.Bytes;
import dev.stowage.app.text.Text;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code verify}: reads files again and compares them with what they were. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        header = "Reads placed files again and compares them with their SHA-256.",
        description =
                "%nFILE is a path, a SHA-256 or its beginning (8 digits or more), a name, or a completed download.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every byte is as it was",
            "3:Nobody knows such a file",
            "6:A file holds other bytes: potentially corrupted or tampered",
            "7:A file is missing or cannot be read",
            " :Of several different failures, the first of 6 7 3"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  stowage verify --all", "  stowage verify my-style.safetensors", "  stowage verify --json FILE"})
final class VerifyCommand implements Callable<Integer> {
    /** Reading less than this takes no time worth a word. */
    private static final long LARGE = 256L << 20;

    @ParentCommand
    private RootCommand root;

    @Option(names = "--all", description = "Everything that was placed.")
    private boolean all;

    @Parameters(paramLabel = "FILE", description = "Which files.")
    private List<String> files = List.of();

    private final Set<Integer> codes = new HashSet<>();
    private final ArrayNode json = JsonNodeFactory.instance.arrayNode();

    @Override
    public Integer call() throws StowageException {
        if (files.isEmpty() != all) {
            throw new UsageException(
                    all
                            ? "Could not verify: --all and a FILE are both given."
                            : "Could not verify: no FILE says what. To verify everything, add --all.");
        }
        try (Opened opened = Opened.of(root.config(), "verify")) {
            check(opened);
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        }
        if (root.options().json()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.set("files", json);
            root.paper().json(object);
        }
        return ExitCode.of(codes);
    }

    private void check(Opened opened) throws StowageException, InterruptedException {
        Suspects suspects = new Suspects(opened);
        Set<Path> paths = new LinkedHashSet<>(all ? suspects.all() : Set.of());
        for (String text : files) {
            try {
                paths.addAll(suspects.of(text));
            } catch (StowageException e) {
                root.paper().tell(e.problem().message());
                codes.add(e.problem().kind().exitCode());
            }
        }
        if (paths.isEmpty() && all) {
            root.paper().tell("Nothing was placed yet, so there is nothing to verify.");
        }
        for (Path path : paths) {
            announce(path);
            report(Checked.of(opened.library().verify(path), suspects.placed(path)));
        }
    }

    private void announce(Path path) {
        try {
            long size = root.options().quiet() ? 0 : Files.size(path);
            if (size >= LARGE) {
                root.paper().tell("Reading " + path + " (" + Bytes.text(size) + ")...");
            }
        } catch (IOException missing) {
            return; // reading it will say so
        }
    }

    private void report(Checked checked) {
        codes.add(checked.exitCode());
        if (root.options().json()) {
            json.add(CheckJson.of(checked.seen(), checked.state(), checked.expected(), checked.problem()));
        } else {
            String path = checked.seen().path().toString();
            root.paper().line(Text.fit(checked.state().wire(), 12) + "  " + Text.safe(path));
        }
        checked.sentence().ifPresent(root.paper()::tell);
    }
}
