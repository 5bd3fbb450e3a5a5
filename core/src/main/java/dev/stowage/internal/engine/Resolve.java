package dev.stowage.internal.engine;

import dev.stowage.internal.engine.Understanding.Understood;
import dev.stowage.model.Answers;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.RemoteFile;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Optional;

/** RESOLVING → QUEUED, or a question. Several files become several downloads, joined by their group. */
final class Resolve implements Step {
    private final Understanding understanding;
    private final Placing placing;
    private final Ledger ledger;
    private final TokenDesk tokens;

    Resolve(Understanding understanding, Placing placing, Ledger ledger, TokenDesk tokens) {
        this.understanding = understanding;
        this.placing = placing;
        this.ledger = ledger;
        this.tokens = tokens;
    }

    @Override
    public Download perform(Download download, Call call) throws StowageException {
        Understood understood = understanding.of(download.reference(), call);
        List<RemoteFile> wanted = Understanding.wanted(understood.found(), download.answers());
        for (int i = 1; i < wanted.size(); i++) {
            createSibling(download, wanted.get(i), i + 1);
        }
        Download grouped = wanted.size() == 1
                ? download
                : download.toBuilder().group(Optional.of(download.id())).build();
        RemoteFile file = wanted.get(0);
        Answers answers = download.answers();
        return grouped.resolved(
                file,
                understood.found().model(),
                placing.before(understood.found().model(), file, answers),
                Naming.notes(file, answers));
    }

    /** Its id follows from ours, so that resolving again after a crash does not double it. */
    private void createSibling(Download first, RemoteFile file, int number) throws StowageException {
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
