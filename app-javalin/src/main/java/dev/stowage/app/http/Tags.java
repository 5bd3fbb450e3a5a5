package dev.stowage.app.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Entity tags (RFC 9110, section 8.8.3): who knows a state is not told it again, and who edits says which one. */
final class Tags {
    private Tags() {}

    static void set(Context context, String tag) {
        context.header("ETag", quoted(tag));
    }

    /** Sets the answer's tag; whether that is what the asker knows already, who is answered 304 then. */
    static boolean unchanged(Context context, String tag) {
        set(context, tag);
        boolean known = listed(context.header("If-None-Match"))
                .anyMatch(given ->
                        given.equals("*") || given.replaceFirst("^W/", "").equals(quoted(tag)));
        if (known) {
            context.status(HttpStatus.NOT_MODIFIED);
        }
        return known;
    }

    /** The tags of which the asker has edited one; empty when any state will do. */
    static Optional<List<String>> edited(Context context) {
        List<String> given = listed(context.header("If-Match"))
                .map(tag -> tag.replaceAll("^\"|\"$", ""))
                .toList();
        return Optional.of(given).filter(tags -> !tags.isEmpty() && !tags.equals(List.of("*")));
    }

    /** Nobody edits what he has not read. */
    static Refusal missing(Context context, String instead) {
        return Refusal.of(
                428,
                "precondition_required",
                "change " + context.path(),
                "the request does not say which state of it was edited",
                "Send If-Match with the ETag of what was read" + (instead.isEmpty() ? "" : ", or " + instead) + ".");
    }

    /** Somebody was faster. */
    static Refusal outdated(Context context) {
        return new Refusal(
                412,
                Problem.of(
                        Problem.Kind.CONFLICT,
                        Codes.ILLEGAL_STATE,
                        "change " + context.path(),
                        "it has been changed since it was read",
                        "Read it again, and change that."));
    }

    private static String quoted(String tag) {
        return "\"" + tag + "\"";
    }

    private static Stream<String> listed(@Nullable String header) {
        return header == null
                ? Stream.empty()
                : Stream.of(header.split(",", -1)).map(String::strip);
    }
}
