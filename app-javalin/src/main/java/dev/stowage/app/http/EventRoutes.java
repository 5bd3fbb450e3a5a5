package dev.stowage.app.http;

import dev.stowage.app.events.EventStreams;
import dev.stowage.app.events.Topic;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What changes, as it changes (server-sent events). */
record EventRoutes(EventStreams streams) implements Resource {
    private static final Duration LATER = Duration.ofSeconds(10);

    @Override
    public void addTo(Routes routes) {
        routes.get("/events", Permission.USER, this::open);
    }

    /** A browser names the last event by itself when it comes back; a page that begins anew does it in the address. */
    private void open(Context context) throws StowageException {
        if (context.header("Accept") == null || !Acceptance.of(context).takes("text/event-stream")) {
            throw Refusal.of(
                    406,
                    "not_acceptable",
                    "stream the events",
                    "the request does not say that it takes them",
                    "Send Accept: text/event-stream.");
        }
        Parameters parameters = Parameters.of(context);
        List<Topic> topics = parameters.words("topics", Topic.values(), Topic::wire);
        parameters.check();
        Optional<String> heard =
                Optional.ofNullable(context.header("Last-Event-ID")).or(() -> parameters.text("lastEventId"));
        if (context.method().equals(HandlerType.HEAD)) {
            context.contentType("text/event-stream"); // which ends at once
            return;
        }
        EventStreams.Client client = new EventStreams.Client(
                topics.isEmpty() ? Topic.ALL : Set.copyOf(topics), heard, Access.login(context));
        if (!streams.open(context, client)) {
            throw new Refusal(503, full());
        }
    }

    private static Problem full() {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "too_many_clients",
                        "stream the events",
                        "as many programs listen already as this server serves, or it is ending",
                        "End one of them, or ask GET /downloads now and then.")
                .canRetryAfter(LATER);
    }
}
