package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Reply;
import java.net.URI;
import java.util.Optional;

/** How the site says no. */
final class HuggingFaceRefusals {
    private final URI site;

    HuggingFaceRefusals(URI site) {
        this.site = site;
    }

    /** Without a token nobody learns whether it is private or does not exist. */
    static Reply noRepo(Optional<String> account) {
        return account.isPresent()
                ? coded(404, "RepoNotFound", "Repository not found")
                : plain(401, "Invalid username or password.");
    }

    static Reply badToken() {
        return plain(401, "Invalid credentials in Authorization header");
    }

    static Reply noRevision(String name) {
        return coded(404, "RevisionNotFound", "Invalid rev id: " + name);
    }

    static Reply noEntry(String path) {
        return coded(404, "EntryNotFound", path.isEmpty() ? "Entry not found" : path + " does not exist on the server");
    }

    static Reply disabled() {
        return plain(403, "Access to this resource is disabled.");
    }

    Reply gated(String id, Optional<String> account) {
        String restricted = "Access to model " + id + " is restricted";
        return account.isPresent()
                ? coded(
                        403,
                        "GatedRepo",
                        restricted + " and you are not in the authorized list. Visit " + site + "/" + id
                                + " to ask for access.")
                : coded(
                        401,
                        "GatedRepo",
                        restricted + ". You must have access to it and be authenticated to access it. Please log in.");
    }

    static Reply tooMany() {
        return Answers.json(
                429,
                Json.object()
                        .put(
                                "error",
                                "We had to rate limit you. If you think it's an error, write to website@huggingface.co"));
    }

    static Reply notFound() {
        return Answers.json(404, Json.object().put("error", "Sorry, we can't find the page you are looking for."));
    }

    private static Reply coded(int status, String code, String message) {
        return plain(status, message).withHeader("X-Error-Code", code);
    }

    private static Reply plain(int status, String message) {
        return Answers.json(status, Json.object().put("error", message)).withHeader("X-Error-Message", message);
    }
}
