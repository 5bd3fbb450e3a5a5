package dev.stowage.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.app.http.HttpServer;
import dev.stowage.spi.StowageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code serve}: the manager with its HTTP interface, until it is ended. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        header = "Works the queue and answers over HTTP, with a web page, until Ctrl-C.",
        description = {
            "%nTakes up what earlier processes have left unfinished. Whatever ends it, nothing is lost: downloads go on where "
                    + "they were when it is started again.",
            "Other commands on the same data folder speak to it; one server at a time has a data folder.",
            "Its page opens with the link that it prints, once; programs log in with the key in the file api-key of the data "
                    + "folder. Only this machine is answered."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "2:The command line or the configuration cannot be meant",
            "7:The data folder is in use, or the port is; stderr says by whom or what to do",
            "130:Ended with Ctrl-C (SIGINT)",
            "143:Ended with SIGTERM, as it should be"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  stowage serve", "  stowage serve --port 9000", "  stowage serve --json --port 0"})
final class ServeCommand implements Callable<Integer> {
    /** Where it is when nothing else is said. */
    static final int PORT = 8077;

    @ParentCommand
    private RootCommand root;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = {"127.0.0.1, ::1 or localhost: only this machine is answered.", "Default: 127.0.0.1."})
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = {"0 for any that is free.", "Default: 8077."})
    private String port = Integer.toString(PORT);

    @Override
    public Integer call() throws StowageException {
        Config config = root.config();
        HttpServer.Place place = new HttpServer.Place(OptionValues.host(host), OptionValues.port(port));
        try (Serving serving = Serving.begin(root, config, "serve", place)) {
            return new Staying(root.surroundings().interruption()).until(serving::close, () -> tell(config, serving));
        }
    }

    private void tell(Config config, Serving serving) {
        Paper paper = root.paper();
        HttpServer server = serving.server();
        if (root.options().json()) {
            paper.json(json(server)
                    .put("dataFolder", config.dataFolder().value().toString())
                    .put("modelsFolder", config.modelsFolder().value().toString()));
            return;
        }
        paper.line("Stowage is at " + server.address());
        paper.line("Open this link once to log in: " + server.loginLink());
        paper.line("Programs log in with the key in " + server.keyFile());
        if (!root.options().quiet()) {
            paper.tell("Ctrl-C ends it; what is unfinished then goes on when it is started again.");
        }
    }

    /** Where a server is, for programs. */
    static ObjectNode json(HttpServer server) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("url", server.address().toString())
                .put("loginUrl", server.loginLink().toString())
                .put("keyFile", server.keyFile().toString())
                .put("pid", ProcessHandle.current().pid());
    }
}
