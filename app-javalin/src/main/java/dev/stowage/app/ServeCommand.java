package dev.stowage.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stowage.api.Stowage;
import dev.stowage.app.http.HttpServer;
import dev.stowage.spi.StowageException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code serve}: the manager with its HTTP interface, until it is ended. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        header = "Works the queue and answers over HTTP, with a web page, until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {"  stowage serve", "  stowage serve --port 9000"})
final class ServeCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Option(names = "--host", paramLabel = "HOST", defaultValue = "127.0.0.1", description = "Default: 127.0.0.1.")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8077",
            description = {"0 for any that is free.", "Default: 8077."})
    private int port = 8077;

    @Override
    public Integer call() throws StowageException {
        Config config = root.config();
        try (Stowage stowage = Composition.serving(config)) {
            stowage.start();
            try (HttpServer server = HttpServer.start(
                    stowage,
                    new HttpServer.Place(host, port),
                    new HttpServer.Folders(
                            config.dataFolder().value(), config.modelsFolder().value()),
                    root.clock())) {
                tell(server);
                await();
            }
        }
        return ExitCode.INTERRUPTED;
    }

    private void tell(HttpServer server) {
        Paper paper = root.paper();
        if (root.options().json()) {
            paper.json(JsonNodeFactory.instance
                    .objectNode()
                    .put("url", server.address().toString())
                    .put("loginUrl", server.loginLink().toString())
                    .put("keyFile", server.keyFile().toString()));
            return;
        }
        paper.line("Stowage is at " + server.address());
        paper.line("Open this link once to log in: " + server.loginLink());
        paper.line("Programs log in with the key in " + server.keyFile());
    }

    private void await() {
        Interruption interruption = root.surroundings().interruption();
        CountDownLatch ended = new CountDownLatch(1);
        interruption.during(ended::countDown);
        try {
            if (!interruption.happened()) {
                ended.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            interruption.over();
        }
    }
}
