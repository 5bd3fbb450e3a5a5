package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Reply;
import org.jspecify.annotations.Nullable;

/** The kinds of answers that the sites give. */
final class Answers {
    private Answers() {}

    /** @param value an object, a list, or anything else that JSON can say */
    static Reply json(int status, @Nullable Object value) {
        return body(status, "application/json; charset=utf-8", Json.text(value));
    }

    static Reply text(int status, String text) {
        return body(status, "text/plain; charset=utf-8", text);
    }

    /** A page with one heading and one paragraph. */
    static Reply page(int status, String heading, String text) {
        return body(
                status,
                "text/html; charset=utf-8",
                "<!DOCTYPE html>\n<html lang=\"en\"><head><title>" + escaped(heading) + "</title></head><body><h1>"
                        + escaped(heading) + "</h1><p>" + escaped(text) + "</p></body></html>\n");
    }

    static Reply redirect(int status, String location) {
        return Reply.status(status).withHeader("Location", location);
    }

    private static Reply body(int status, String type, String text) {
        return Reply.of(status, Content.of(text)).withHeader("Content-Type", type);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
