package dev.stowage.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.SourceToken;
import dev.stowage.app.json.DownloadJson;
import dev.stowage.app.json.TokenJson;
import dev.stowage.model.Download;
import dev.stowage.model.Reference;
import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tokens}: what this user logs in with at the sources. */
@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        subcommands = {TokensCommand.Ls.class, TokensCommand.Put.class, TokensCommand.Rm.class},
        header = "Lists, stores and removes your tokens for the sources.",
        description = {
            "%nA token is shown to its own source only, at the addresses in the list, and never printed. The first that "
                    + "is there counts:",
            "  1. --token SOURCE=TOKEN of a command",
            "  2. for civitai: STOWAGE_CIVITAI_TOKEN, CIVITAI_API_TOKEN, CIVITAI_TOKEN,",
            "     CIVITAI_API_KEY; for huggingface: STOWAGE_HF_TOKEN, HF_TOKEN,",
            "     HUGGING_FACE_HUB_TOKEN, HF_API_TOKEN",
            "  3. for huggingface: the token file of its own programs, unless",
            "     HF_ENDPOINT names another site",
            "  4. what \"stowage tokens set\" has stored, encrypted"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  stowage tokens", "  stowage tokens set civitai", "  stowage tokens rm huggingface"})
final class TokensCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Override
    public Integer call() throws StowageException {
        try (Opened opened = opened()) {
            List<SourceToken> tokens = opened.tokens().list(UserId.LOCAL);
            if (root.options().json()) {
                root.paper().json(json(tokens));
            } else {
                TokenLines.of(tokens).forEach(root.paper()::line);
            }
        }
        return ExitCode.OK;
    }

    private Opened opened() throws StowageException {
        return Opened.of(root.config(), "tokens");
    }

    private static ObjectNode json(List<SourceToken> tokens) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode list = object.putArray("tokens");
        tokens.forEach(token -> list.add(TokenJson.of(token)));
        return object;
    }

    private static SourceToken only(Opened opened, String source) throws StowageException {
        return opened.tokens().list(UserId.LOCAL).stream()
                .filter(token -> token.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    /** What counts before what is stored is worth a word. */
    private void tellGiven(SourceToken token) {
        token.given().ifPresent(from -> root.paper().tell("The token from " + from + " counts before a stored one."));
    }

    /** {@code tokens ls}, the same as {@code tokens}. */
    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Lists the sources that use tokens, and where yours come from.")
    static final class Ls implements Callable<Integer> {
        @ParentCommand
        private TokensCommand tokens;

        @Override
        public Integer call() throws StowageException {
            return tokens.call();
        }
    }

    /** {@code tokens set SOURCE}. */
    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Stores your token for a source, encrypted, in place of the one before.",
            description =
                    "%nAsks for it on a terminal without showing it; otherwise reads the first line of its input.",
            footerHeading = "%nExamples:%n",
            footer = {"  stowage tokens set civitai", "  pass show huggingface | stowage tokens set huggingface"})
    static final class Put implements Callable<Integer> {
        @ParentCommand
        private TokensCommand tokens;

        @Parameters(paramLabel = "SOURCE", description = "Such as civitai or huggingface.")
        private String source = "";

        @Override
        public Integer call() throws StowageException {
            String id = TokenOptions.source(source);
            try (Opened opened = tokens.opened()) {
                opened.tokens().waiting(UserId.LOCAL, id); // a source that is not there is told before anybody writes
                Secret secret = secret(id);
                List<Download> waiting = opened.tokens().waiting(UserId.LOCAL, id); // at a server they go on at once
                opened.tokens().put(UserId.LOCAL, id, secret);
                report(only(opened, id), waiting, opened.server().isPresent());
            }
            return ExitCode.OK;
        }

        private Secret secret(String id) throws StowageException {
            Keyboard keyboard = tokens.root.surroundings().streams().keyboard();
            try {
                Optional<String> text = keyboard.secret("Token for " + id + " (not shown): ");
                return Secret.of(text.orElseThrow(() -> new UsageException("Could not store the token for " + id
                        + ": none was given. Write it when you are asked, or send it through a pipe.")));
            } catch (IllegalArgumentException e) {
                throw new UsageException("Could not store the token for " + id
                        + ": it has control characters. Copy the token alone, with nothing around it.");
            } catch (IOException e) {
                throw DiskProblem.of("read the token", Path.of("/dev/stdin"), e);
            }
        }

        /** @param served whether a server carries on */
        private void report(SourceToken token, List<Download> waiting, boolean served) {
            RootCommand root = tokens.root;
            if (root.options().json()) {
                ObjectNode object = json(List.of(token));
                ArrayNode downloads = object.putArray("downloads");
                waiting.forEach(download -> downloads.add(DownloadJson.of(download, Optional.empty())));
                root.paper().json(object);
            } else {
                root.paper().line("Stored the token for " + token.source() + ".");
            }
            tokens.tellGiven(token);
            if (!waiting.isEmpty()) {
                List<Reference> references =
                        waiting.stream().map(Download::reference).distinct().toList();
                root.paper()
                        .tell((waiting.size() == 1 ? "A download waits" : waiting.size() + " downloads wait")
                                + (served
                                        ? " for it, and the server carries on."
                                        : " for it. To carry on, run: "
                                                + root.again().get(references)));
            }
        }
    }

    /** {@code tokens rm SOURCE}. */
    @Command(
            name = "rm",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Removes the stored token for a source.")
    static final class Rm implements Callable<Integer> {
        @ParentCommand
        private TokensCommand tokens;

        @Parameters(paramLabel = "SOURCE", description = "Such as civitai or huggingface.")
        private String source = "";

        @Override
        public Integer call() throws StowageException {
            String id = TokenOptions.source(source);
            RootCommand root = tokens.root;
            try (Opened opened = tokens.opened()) {
                boolean removed = opened.tokens().remove(UserId.LOCAL, id);
                SourceToken left = only(opened, id);
                if (root.options().json()) {
                    root.paper().json(json(List.of(left)));
                } else {
                    root.paper()
                            .line(
                                    removed
                                            ? "Removed the token for " + id + "."
                                            : "No token for " + id + " was stored.");
                }
                tokens.tellGiven(left);
            }
            return ExitCode.OK;
        }
    }
}
