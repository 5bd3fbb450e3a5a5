package dev.stowage.app.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stowage.api.Stowage;
import dev.stowage.app.events.EventStreams;
import dev.stowage.app.served.Server;
import dev.stowage.app.web.WebPage;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Connector;

/** The server: Stowage over HTTP, for this machine. */
public final class HttpServer implements AutoCloseable {
    /** The code of the problem that somebody else listens there. */
    public static final String PORT_TAKEN = "port_taken";

    /** The most bytes of a request's body. */
    static final long LARGEST_BODY = 1L << 20;

    private final Javalin javalin;
    private final Place place;
    private final ApiKey key;
    private final Sessions sessions;
    private final List<Routes.Route> routes;

    /**
     * Where it listens.
     *
     * @param host an address of this machine
     * @param port 0 for any that is free
     */
    public record Place(String host, int port) {}

    /**
     * The folders of this installation.
     *
     * @param data where the key is kept
     * @param models where files end up
     */
    public record Folders(Path data, Path models) {}

    private HttpServer(Javalin javalin, Place place, ApiKey key, Sessions sessions, List<Routes.Route> routes) {
        this.javalin = javalin;
        this.place = place;
        this.key = key;
        this.sessions = sessions;
        this.routes = routes;
    }

    /**
     * Starts it. The key file is there before the port opens.
     *
     * @throws StowageException when the place is taken, or the key cannot be kept
     */
    public static HttpServer start(Stowage stowage, Place place, Folders folders, Clock clock) throws StowageException {
        ApiKey key = ApiKey.in(folders.data());
        Sessions sessions =
                new Sessions(key, new EndedSessions(folders.data().resolve("ended-sessions"), clock), clock);
        EventStreams events = EventStreams.start(stowage, clock, sessions.instance());
        List<Resource> resources = new ArrayList<>(resources(stowage, folders, clock));
        resources.add(new SessionRoutes(key, sessions));
        resources.add(new EventRoutes(events));
        List<Routes.Route> added = new ArrayList<>();
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.addConnector((server, http) -> new LocalConnector(server, http, place));
            config.events.serverStopping(events::close);
            config.events.serverStartFailed(events::close);
            config.routes.before(context -> context.header(Server.INSTANCE, sessions.instance()));
            new Access(key, sessions).addTo(config.routes);
            Navigation.addTo(config.routes);
            Problems.addTo(config.routes);
            Routes routes = new Routes(config.routes);
            resources.forEach(resource -> resource.addTo(routes));
            added.addAll(routes.all());
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new StowageException(taken(place), e);
        }
        return new HttpServer(javalin, place, key, sessions, List.copyOf(added));
    }

    /** What is served of a Stowage, but for what has to be closed or knows who is logged in. */
    private static List<Resource> resources(Stowage stowage, Folders folders, Clock clock) {
        Once once = new Once(new PastAnswers(folders.data().resolve("answers"), clock));
        return List.of(
                new HealthRoutes(stowage, new Readiness(stowage.downloads(), folders.models())),
                new PageRoutes(new WebPage()),
                new ResolutionRoutes(stowage.downloads(), stowage.previews()),
                new DownloadRoutes(stowage.downloads(), new Submissions(stowage.downloads()), once),
                new SteeringRoutes(stowage.downloads()),
                new ReviewRoutes(stowage.downloads(), stowage.previews()),
                new AssetRoutes(stowage.library()),
                new RuleRoutes(stowage.rules()),
                new WorkerRoutes(stowage.workers()),
                new SyncRoutes(stowage.workers()),
                new TokenRoutes(stowage.tokens()),
                new DescriptionRoutes(version()));
    }

    /** Where it is. */
    public URI address() {
        String host = place.host().contains(":") ? "[" + place.host() + "]" : place.host();
        return URI.create("http://" + host + ":" + javalin.port() + "/");
    }

    /** What each of its answers says: no other server, and no other start of this one, says the same. */
    public String instance() {
        return sessions.instance();
    }

    /** A link that logs one browser in, once. */
    public URI loginLink() {
        return address().resolve("/login?code=" + sessions.newCode());
    }

    /** The file with the key that programs use. */
    public Path keyFile() {
        return key.file();
    }

    /** Every route there is. */
    List<Routes.Route> routes() {
        return routes;
    }

    @Override
    public void close() {
        javalin.stop();
        for (Connector connector : javalin.jettyServer().server().getConnectors()) {
            ((LocalConnector) connector).endAll();
        }
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = LARGEST_BODY;
        config.http.defaultContentType = "application/json";
        config.jsonMapper(new JavalinJackson(new ObjectMapper(), false));
        config.jetty.modifyServer(server -> server.setErrorHandler(new JettyErrors()));
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.routes.before(
                context -> context.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff"));
    }

    private static String version() {
        return Optional.ofNullable(HttpServer.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    private static Problem taken(Place place) {
        return Problem.of(
                Problem.Kind.STORAGE,
                PORT_TAKEN,
                "listen on " + place.host() + ":" + place.port(),
                "another program does already, or this machine does not allow it",
                "Choose another with --port, or --port 0 for any that is free.");
    }
}
