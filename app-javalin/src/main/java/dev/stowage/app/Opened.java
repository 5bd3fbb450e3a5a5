package dev.stowage.app;

import dev.stowage.api.Downloads;
import dev.stowage.api.Library;
import dev.stowage.api.Rules;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageListener;
import dev.stowage.api.Tokens;
import dev.stowage.api.Workers;
import dev.stowage.app.Config.Value;
import dev.stowage.app.listing.Live;
import dev.stowage.app.served.Patience;
import dev.stowage.app.served.ServedDownloads;
import dev.stowage.app.served.Server;
import dev.stowage.app.text.Text;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A data folder that a command has opened. What changes something there is said to the running server that has it, if one has; looking is
 * done here.
 */
final class Opened implements AutoCloseable {
    private final Stowage here;
    private final Optional<Server> server;
    private final Downloads downloads;
    private final Tokens tokens;
    private final Workers workers;

    private Opened(Stowage here, Optional<Server> server) {
        this.here = here;
        this.server = server;
        downloads = server.<Downloads>map(one -> one.downloads(here)).orElseGet(here::downloads);
        tokens = server.<Tokens>map(one -> one.tokens(here)).orElseGet(here::tokens);
        workers = server.<Workers>map(one -> one.workers(here)).orElseGet(here::workers);
    }

    /**
     * Opens it.
     *
     * @param command what this process is, for whoever finds the data folder in use
     * @throws StowageException when it cannot be used as configured, or its server does not answer
     */
    static Opened of(Config config, String command) throws StowageException {
        return opened(config, command, Server.find(config.dataFolder().value(), Patience.USUAL));
    }

    /** Opens it to look only, which a server that does not answer cannot prevent; that is told. */
    static Opened looking(RootCommand root, String command) throws StowageException {
        Config config = root.config();
        return opened(config, command, answering(config.dataFolder().value(), root));
    }

    private static Opened opened(Config config, String command, Optional<Server> server) throws StowageException {
        if (server.isPresent()) {
            checkDatabase(config, server.get());
        }
        return new Opened(Composition.build(config, command), server);
    }

    private static Optional<Server> answering(Path dataFolder, RootCommand root) {
        try {
            return Server.find(dataFolder, root.surroundings().time().glance());
        } catch (StowageException silent) {
            root.paper()
                    .tell(Text.sentences(silent.problem().message(), "Shown is what is stored, not what goes on now."));
            return Optional.empty();
        }
    }

    /** Opens it for this process alone: whoever has it keeps it. */
    static Opened alone(Config config, String command) throws StowageException {
        return new Opened(Composition.build(config, command), Optional.empty());
    }

    /** The running server that has the data folder. */
    Optional<Server> server() {
        return server;
    }

    Downloads downloads() {
        return downloads;
    }

    Tokens tokens() {
        return tokens;
    }

    Workers workers() {
        return workers;
    }

    Rules rules() {
        return server.<Rules>map(one -> one.rules(here)).orElseGet(here::rules);
    }

    Library library() {
        return server.<Library>map(one -> one.library(here)).orElseGet(here::library);
    }

    /** How transfers go that the server runs; that it cannot be told is no reason not to tell the rest. */
    Live live() {
        if (downloads instanceof ServedDownloads served) {
            try {
                served.look();
                return served::progress;
            } catch (StowageException e) {
                return Live.NONE;
            }
        }
        return Live.NONE;
    }

    /** Begins to work on what this command asks for, and tells how that goes. */
    void start(StowageListener listener) throws StowageException {
        if (downloads instanceof ServedDownloads served) {
            served.listen(listener);
        } else {
            here.listen(listener);
            here.start();
        }
    }

    @Override
    public void close() {
        here.close();
    }

    /**
     * Checks that the server does what is asked for as this process would.
     *
     * @param own options that say how this very process is to work
     * @throws StowageException when it does not
     */
    void checkFetching(Value<Path> models, List<String> own) throws StowageException {
        if (server.isPresent()) {
            checkModels(models, server.get());
        }
        if (server.isPresent() && !own.isEmpty()) {
            throw refused(
                    String.join(" and ", own),
                    server.get().phrase() + " works in this data folder, with its own connections and tokens",
                    "Leave it out (a token can be stored with: stowage tokens set SOURCE), or stop the server first.");
        }
    }

    private static void checkModels(Value<Path> wanted, Server server) throws StowageException {
        Path theirs = server.file().modelsFolder();
        if (!wanted.origin().equals(Value.DEFAULT) && !wanted.value().equals(theirs)) {
            throw refused(
                    wanted.origin() + " " + wanted.value(),
                    server.phrase() + " works in this data folder and places models in " + theirs,
                    "Leave it out, or stop the server first.");
        }
    }

    /** A command would look into one database, and the server write into another. */
    private static void checkDatabase(Config config, Server server) throws StowageException {
        String theirs = server.file().database();
        Value<String> wanted = config.database();
        if (!Config.withoutLogin(wanted.value()).equals(theirs)) {
            throw refused(
                    Config.withoutLogin(wanted.value()) + " as the database",
                    server.phrase() + " works in this data folder and keeps downloads in " + theirs,
                    "Say the same to both, with --database-url or STOWAGE_DATABASE_URL.");
        }
    }

    private static StowageException refused(String what, String why, String advice) {
        return new StowageException(Problem.of(Problem.Kind.USAGE, Codes.ALREADY_RUNNING, "use " + what, why, advice));
    }
}
