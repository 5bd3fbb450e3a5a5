package dev.stowage.internal.engine;

import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.FileKey;
import dev.stowage.model.Need;
import dev.stowage.model.Origin;
import dev.stowage.model.Page;
import dev.stowage.model.Reference;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which downloads wait for a token, and of which source. */
final class TokenNeeds {
    private static final DownloadQuery ASKING =
            DownloadQuery.ALL.in(Set.of(Status.AWAITING_DECISION)).limit(500);

    private final Resolvers resolvers;
    private final TokenDesk tokens;

    TokenNeeds(Resolvers resolvers, TokenDesk tokens) {
        this.resolvers = resolvers;
        this.tokens = tokens;
    }

    /** Whether this download waits for this user's token of this source. */
    boolean of(Download download, UserId user, String source) {
        return download.owner().equals(user) && sourceOf(download).equals(Optional.of(source));
    }

    /** Whether the token is there by now; one that cannot be read is not. */
    boolean isThere(Download download) {
        Optional<String> source = sourceOf(download);
        try {
            return source.isPresent()
                    && tokens.own(download.owner(), source.get()).isPresent();
        } catch (StowageException e) {
            return false;
        }
    }

    List<Download> in(DownloadStore store, UserId user, String source) throws StowageException {
        List<Download> waiting = new ArrayList<>();
        Page<Download> page = store.list(ASKING.of(user));
        while (true) {
            page.items().stream().filter(download -> of(download, user, source)).forEach(waiting::add);
            if (page.nextCursor().isEmpty()) {
                return waiting;
            }
            page = store.list(ASKING.of(user).after(page.nextCursor().get()));
        }
    }

    /**
     * Of one that waits for a token: the source of its file, else the one that knows its reference; when that one has no tokens, the one
     * whose origin it points to.
     */
    Optional<String> sourceOf(Download download) {
        if (download.need().filter(need -> need == Need.ADD_TOKEN).isEmpty()) {
            return Optional.empty();
        }
        Reference reference = download.reference();
        return download.file()
                .map(FileKey::source)
                .or(() -> resolvers.claimingIfAny(reference))
                .filter(id -> !resolvers.tokenOrigins(id).isEmpty())
                .or(() -> reference
                        .uri()
                        .flatMap(Origin::of)
                        .flatMap(origin -> resolvers.owning(origin).stream().findFirst()));
    }
}
