package dev.stowage.internal.engine;

import dev.stowage.model.Answers;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.RemoteFile;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Optional;

/** Makes the other files of a reference downloads of their own. */
final class Siblings {
    private final Ledger ledger;
    private final TokenDesk tokens;

    Siblings(Ledger ledger, TokenDesk tokens) {
        this.ledger = ledger;
        this.tokens = tokens;
    }

    /** Its id follows from the first one's, so that resolving again after a crash does not double it. */
    void create(Download first, RemoteFile file, int number) throws StowageException {
        DownloadId id = Ids.sibling(first.id(), number);
        if (ledger.find(id).isEmpty()) {
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
