package dev.stowage.app.http;

import dev.stowage.model.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Who may ask for what, in local mode: this machine only, under this machine's names, with the key or a session. What a foreign page in the
 * user's own browser can send is refused.
 */
final class Access {
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);
    private static final String BEARER = "Bearer ";
    private static final String LOGIN = "stowage.login";

    private final ApiKey key;
    private final Sessions sessions;

    Access(ApiKey key, Sessions sessions) {
        this.key = key;
        this.sessions = sessions;
    }

    void addTo(RoutesConfig routes) {
        routes.before(Access::checkHost);
        routes.beforeMatched(this::checkRequest);
    }

    /** A name that somebody else's DNS leads here is none of ours. */
    private static void checkHost(Context context) {
        String host = Optional.ofNullable(context.header("Host")).orElse("").toLowerCase(Locale.ROOT);
        int port = context.req().getLocalPort();
        Set<String> ours = Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
        if (!ours.contains(host)) {
            throw Refusal.of(
                    421,
                    "foreign_host",
                    "answer a request for another host",
                    "this server is for this machine alone",
                    "Use http://127.0.0.1:" + port + "/.");
        }
    }

    private void checkRequest(Context context) {
        Optional<String> bearer = Optional.ofNullable(context.header("Authorization"))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
        Optional<BooleanSupplier> login =
                bearer.isPresent() ? bearer.filter(key::is).map(right -> () -> true) : session(context);
        if (login.isEmpty() && !context.routeRoles().contains(Permission.OPEN)) {
            context.header("WWW-Authenticate", "Bearer");
            throw new Refusal(401, notLoggedIn(context));
        }
        login.ifPresent(holds -> remember(context, holds));
        if (!READING.contains(context.method())) {
            checkWrite(context, bearer.isEmpty());
        }
    }

    private Optional<BooleanSupplier> session(Context context) {
        return Optional.ofNullable(context.cookie(cookieName(context))).flatMap(sessions::find);
    }

    static void remember(Context context, BooleanSupplier login) {
        context.attribute(LOGIN, login);
    }

    /** Tells whether who asks is still logged in, for an answer that goes on for long. */
    static BooleanSupplier login(Context context) {
        BooleanSupplier login = context.attribute(LOGIN);
        return Objects.requireNonNull(login, "Nobody has looked who asks");
    }

    /** Cookies know no ports, and there may be several servers on this machine. */
    static String cookieName(Context context) {
        return "stowage_" + context.req().getLocalPort();
    }

    private static void checkWrite(Context context, boolean byCookie) {
        if (byCookie) {
            checkOrigin(context);
        }
        checkBody(context);
    }

    private static void checkBody(Context context) {
        boolean empty = context.req().getContentLengthLong() <= 0 && context.header("Transfer-Encoding") == null;
        String type = Optional.ofNullable(context.contentType()).orElse("");
        if (!empty && !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw unread(
                    context, "not_json", "it is not declared as JSON", "Send it with Content-Type: application/json.");
        }
        String coding = Optional.ofNullable(context.header("Content-Encoding")).orElse("identity");
        if (!empty && !coding.equalsIgnoreCase("identity")) {
            context.header("Accept-Encoding", "identity");
            throw unread(context, "encoded_body", "it is compressed", "Send it without a Content-Encoding.");
        }
    }

    private static Refusal unread(Context context, String code, String why, String advice) {
        return Refusal.of(415, code, "read the body of " + context.path(), why, advice);
    }

    /** The browser tells where a request comes from; a page of another origin may not act with our user's session. */
    private static void checkOrigin(Context context) {
        Optional<String> origin = Optional.ofNullable(context.header("Origin"));
        Optional<String> site = Optional.ofNullable(context.header("Sec-Fetch-Site"));
        boolean same = origin.map(given -> given.equalsIgnoreCase("http://" + context.header("Host")))
                .or(() -> site.map("same-origin"::equals))
                .orElse(false);
        if (!same) {
            throw new Refusal(
                    403,
                    Problem.of(
                            Problem.Kind.AUTHENTICATION,
                            "foreign_origin",
                            "do this for another site",
                            "the request does not come from Stowage's own page",
                            "Use the page, or send the API key."));
        }
    }

    private static Problem notLoggedIn(Context context) {
        return Problem.of(
                Problem.Kind.AUTHENTICATION,
                "not_logged_in",
                "answer " + context.method().name() + " " + context.path(),
                "the request has neither the API key nor a session",
                "Send \"Authorization: Bearer KEY\" with the key from the file api-key of the data folder, or open the link "
                        + "that stowage serve has printed.");
    }
}
