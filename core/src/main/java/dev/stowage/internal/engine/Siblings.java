package dev.stowage.internal.engine;

import dev.stowage.internal.engine.Understanding.Understood;
import dev.stowage.model.Answers;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.RemoteFile;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the other files of a reference downloads of their own, and hands them what was found out for the first: a site counts questions. */
final class Siblings {
    private final Ledger ledger;
    private final TokenDesk tokens;
    private final Map<DownloadId, Understood> handed = new ConcurrentHashMap<>();

    Siblings(Ledger ledger, TokenDesk tokens) {
        this.ledger = ledger;
        this.tokens = tokens;
    }

    /** One for each file after the first. An id follows from the first one's, so that resolving again after a crash doubles nothing. */
    void create(Download first, List<RemoteFile> wanted, Understood understood) throws StowageException {
        for (int i = 1; i < wanted.size(); i++) {
            create(first, wanted.get(i), Ids.sibling(first.id(), i + 1), understood);
        }
    }

    /** What its reference means, when that was found out a moment ago. Told once: who asks again wants to know it anew. */
    Optional<Understood> handed(DownloadId id) {
        return Optional.ofNullable(handed.remove(id));
    }

    private void create(Download first, RemoteFile file, DownloadId id, Understood understood) throws StowageException {
        if (ledger.find(id).isEmpty()) {
            handed.put(id, understood);
            Answers only =
                    first.answers().toBuilder().files(List.of(file.key().id())).build();
            tokens.share(first.owner(), first.id(), id);
            ledger.create(new DownloadBuilder(id, first.owner(), first.reference(), first.createdAt())
                    .answers(only)
                    .priority(first.priority())
                    .group(Optional.of(first.id()))
                    .build());
        }
    }
}
