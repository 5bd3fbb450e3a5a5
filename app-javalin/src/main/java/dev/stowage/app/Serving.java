package dev.stowage.app;

import dev.stowage.api.Stowage;
import dev.stowage.api.StowageListener;
import dev.stowage.app.http.HttpServer;
import dev.stowage.app.logging.ServerLog;
import dev.stowage.app.served.ServerFile;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;

/** The manager with its HTTP interface, where commands on the same data folder find it. Closing puts away what is under way. */
final class Serving implements AutoCloseable {
    private final Path dataFolder;
    private final Stowage stowage;
    private final HttpServer server;
    private final ServerLog log;
    private final Paper paper;
    private boolean closed;

    private Serving(Path dataFolder, Parts parts, Paper paper) {
        this.dataFolder = dataFolder;
        this.stowage = parts.stowage();
        this.server = parts.server();
        this.log = parts.log();
        this.paper = paper;
    }

    /** What is closed, in this order. */
    private record Parts(HttpServer server, Stowage stowage, ServerLog log) {}

    /**
     * Takes the data folder, takes up what is unfinished there, and listens.
     *
     * @param command what this process is, for whoever finds the data folder in use
     * @throws StowageException when another process has the folder, or the place is taken
     */
    static Serving begin(RootCommand root, Config config, String command, HttpServer.Place place)
            throws StowageException {
        Path dataFolder = config.dataFolder().value();
        ServerLog log = ServerLog.in(dataFolder);
        Stowage stowage = null;
        HttpServer server = null;
        try {
            stowage = Composition.serving(config, command);
            stowage.listen(new Notices(root.paper()));
            stowage.start();
            server = HttpServer.start(
                    stowage,
                    place,
                    new HttpServer.Folders(dataFolder, config.modelsFolder().value()),
                    root.clock());
            file(config, server).write(dataFolder);
            return new Serving(dataFolder, new Parts(server, stowage, log), root.paper());
        } catch (StowageException | RuntimeException e) {
            if (server != null) {
                server.close();
            }
            if (stowage != null) {
                stowage.close();
            }
            log.close();
            throw e;
        }
    }

    HttpServer server() {
        return server;
    }

    /** Commands find it no more, then nobody is answered, then transfers stop, to go on with the next start. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            ServerFile.remove(dataFolder);
        } catch (StowageException e) {
            paper.tell(e.problem().message());
        }
        server.close();
        stowage.close();
        log.close();
    }

    private static ServerFile file(Config config, HttpServer server) {
        return new ServerFile(
                server.address(),
                ProcessHandle.current().pid(),
                server.instance(),
                config.modelsFolder().value(),
                Config.withoutLogin(config.database().value()));
    }

    /** What belongs to no single download is told to whoever looks at the terminal, or at the log of the system. */
    private record Notices(Paper paper) implements StowageListener {
        @Override
        public void noticed(Problem problem) {
            paper.tell(problem.message());
        }
    }
}
