package dev.stowage.huggingface;

import dev.stowage.model.FileKey;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file at one commit: what a file key says, and where the bytes are.
 *
 * @param repo the repository
 * @param revision the commit; a branch only where a server does not tell the commit
 * @param path its path in the repository
 */
record FileAddress(Repo repo, String revision, String path) {
    private static final Pattern KEY = Pattern.compile("([a-z]+)/([^/@]+)/([^/@]+)@([^/]+)/(.+)");

    /** The key: {@code models/owner/name@commit/path}. Empty when it would be too long to be one. */
    Optional<FileKey> key() {
        try {
            String id = repo.type().plural() + "/" + repo.id() + "@" + PathText.segment(revision) + "/" + path;
            return Optional.of(new FileKey(HuggingFaceProvider.ID, id));
        } catch (IllegalArgumentException tooLong) {
            return Optional.empty();
        }
    }

    /** Reads a key back; empty when it is none of ours. */
    static Optional<FileAddress> of(FileKey key) {
        Matcher matcher = KEY.matcher(key.id());
        if (!matcher.matches() || !PathText.safe(matcher.group(5))) {
            return Optional.empty();
        }
        Optional<Repo> repo = RepoType.ofPlural(matcher.group(1))
                .filter(RepoType::fetchable)
                .flatMap(type -> Repo.of(type, matcher.group(2), matcher.group(3)));
        return repo.flatMap(found ->
                PathText.decoded(matcher.group(4)).map(revision -> new FileAddress(found, revision, matcher.group(5))));
    }

    /** Where its bytes are; the server redirects from there to whoever stores them. */
    URI bytes(Endpoint endpoint) {
        return endpoint.at(repo.page() + "/resolve/" + PathText.segment(revision) + "/" + PathText.path(path));
    }
}
