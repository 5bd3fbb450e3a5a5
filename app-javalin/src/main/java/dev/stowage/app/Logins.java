package dev.stowage.app;

import dev.stowage.api.SourceToken;
import dev.stowage.api.Tokens;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a person logs in, for downloads that wait for that.
 *
 * @param ways a sentence for each of them
 */
record Logins(Map<DownloadId, String> ways) {
    static final Logins NONE = new Logins(Map.of());

    Logins {
        ways = Map.copyOf(ways);
    }

    /** Finds out what is needed, while there is still somebody to ask. */
    static Logins of(Collection<Download> downloads, Tokens tokens, Again again) {
        Map<DownloadId, String> ways = new HashMap<>();
        for (Download download : downloads) {
            Optional<String> source = tokens.neededBy(download);
            if (source.isPresent()) {
                ways.put(download.id(), way(given(tokens, download, source.get()), source.get(), again));
            }
        }
        return new Logins(ways);
    }

    /** For what was asked before there is a download; empty when it wants no token. */
    static String hint(Problem problem) {
        boolean wanted = problem.need().filter(need -> need == Need.ADD_TOKEN).isPresent();
        return wanted ? " To add a token, run: stowage tokens set SOURCE" : "";
    }

    /** Empty when it waits for something else. */
    Optional<String> way(Download download) {
        return Optional.ofNullable(ways.get(download.id()));
    }

    private static Optional<String> given(Tokens tokens, Download download, String source) {
        try {
            return tokens.list(download.owner()).stream()
                    .filter(token -> token.source().equals(source))
                    .findFirst()
                    .flatMap(SourceToken::given);
        } catch (StowageException e) {
            return Optional.empty(); // what hinders is told by the download itself, or by the command that is advised
        }
    }

    private static String way(Optional<String> given, String source, Again again) {
        return given.map(from -> "The one from " + from + " was used; correct it there.")
                .orElseGet(() -> "To add a token, "
                        + EnvironmentTokens.variable(source)
                                .map(name -> "set " + name + " or ")
                                .orElse("")
                        + "run: " + again.tokensSet(source));
    }
}
