package dev.stowage.huggingface;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One repository of the Hub.
 *
 * @param type which kind
 * @param id owner and name, with a slash between them
 */
record Repo(RepoType type, String id) {
    private static final int LONGEST_NAME = 96;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?");

    /** First segments of API routes and listings, here and at the neighbour that may share an origin. */
    private static final Set<String> NO_OWNERS = Set.of("api", "models", "datasets", "spaces", "kernels", "buckets");

    /** The repository of this owner and name, if the Hub could have one. */
    static Optional<Repo> of(RepoType type, String owner, String name) {
        boolean legal = part(owner) && part(name) && !NO_OWNERS.contains(owner.toLowerCase(Locale.ROOT));
        return legal && !name.endsWith(".git") ? Optional.of(new Repo(type, owner + "/" + name)) : Optional.empty();
    }

    /** The repository of this id. */
    static Optional<Repo> ofId(RepoType type, String id) {
        String[] parts = id.split("/", -1);
        return parts.length == 2 ? of(type, parts[0], parts[1]) : Optional.empty();
    }

    /** The same kind of repository by the id that the server itself uses for it, which follows a change of name. */
    Repo named(String serverId) {
        return ofId(type, serverId).orElse(this);
    }

    String owner() {
        return id.substring(0, id.indexOf('/'));
    }

    String name() {
        return id.substring(id.indexOf('/') + 1);
    }

    /** The path of its page. */
    String page() {
        return type.pagePrefix() + id;
    }

    /** The path of its description in the API. */
    String api() {
        return "/api/" + type.plural() + "/" + id;
    }

    private static boolean part(String text) {
        return text.length() <= LONGEST_NAME
                && PART.matcher(text).matches()
                && !text.contains("--")
                && !text.contains("..");
    }
}
