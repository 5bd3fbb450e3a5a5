package dev.stowage.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.app.json.ProblemDetailsJson;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Every failure leaves as {@code application/problem+json} (RFC 9457). */
final class Problems {
    private static final Logger LOG = System.getLogger(Problems.class.getName());
    private static final int FIRST_FAILURE = 400;

    private Problems() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(Refusal.class, (e, context) -> answer(context, e.status(), e.problem(), e.more()));
        routes.exception(
                StowageException.class,
                (e, context) -> answer(context, e.problem().kind().httpStatus(), e.problem()));
        routes.exception(HttpResponseException.class, Problems::answer);
        routes.exception(Exception.class, Problems::defect);
    }

    /** What went wrong inside is for the log; the answer says where to look. */
    private static void defect(Exception e, Context context) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        String what = "answer " + context.method().name() + " " + context.path();
        LOG.log(Level.ERROR, "Could not " + what + " (" + number + ")", e);
        Problem problem = Problem.of(
                Problem.Kind.UNEXPECTED,
                Codes.INTERNAL,
                what,
                "something unexpected happened inside (" + number + ")",
                "The server's log tells more under that number. Please report this.");
        answer(context, 500, problem, JsonNodeFactory.instance.objectNode().put("id", number));
    }

    private static void answer(HttpResponseException e, Context context) {
        String allowed = e.getDetails().getOrDefault("availableMethods", "");
        if (e.getStatus() == HttpStatus.METHOD_NOT_ALLOWED.getCode() && !allowed.isEmpty()) {
            context.header("Allow", allowed);
        }
        HttpStatus status = HttpStatus.forStatus(e.getStatus());
        answer(
                context,
                e.getStatus(),
                Problem.of(
                        kind(status),
                        status.name().toLowerCase(Locale.ROOT),
                        "answer " + context.method().name() + " " + context.path(),
                        reason(status, allowed),
                        "See /openapi.json for what there is."));
    }

    private static Problem.Kind kind(HttpStatus status) {
        if (status == HttpStatus.NOT_FOUND) {
            return Problem.Kind.NOT_FOUND;
        }
        return status.getCode() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()
                ? Problem.Kind.UNEXPECTED
                : Problem.Kind.USAGE;
    }

    private static String reason(HttpStatus status, String allowed) {
        return Map.of(
                        HttpStatus.NOT_FOUND, "there is nothing at this path",
                        HttpStatus.METHOD_NOT_ALLOWED, "this path takes " + allowed + " only",
                        HttpStatus.CONTENT_TOO_LARGE, "its body has more than " + HttpServer.LARGEST_BODY + " bytes")
                .getOrDefault(status, status.getMessage());
    }

    private static void answer(Context context, int status, Problem problem) {
        answer(context, status, problem, JsonNodeFactory.instance.objectNode());
    }

    private static void answer(Context context, int status, Problem problem, ObjectNode more) {
        ObjectNode json = ProblemDetailsJson.of(problem, Math.max(status, FIRST_FAILURE), context.path());
        json.setAll(more);
        problem.retryAfter().ifPresent(wait -> context.header("Retry-After", Long.toString(wait.toSeconds())));
        context.status(status).result(json.toString()).contentType("application/problem+json");
    }
}
