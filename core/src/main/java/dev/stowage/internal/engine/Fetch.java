package dev.stowage.internal.engine;

import dev.stowage.internal.files.Part;
import dev.stowage.internal.files.Staging;
import dev.stowage.model.Download;
import dev.stowage.model.FileKey;
import dev.stowage.model.FileName;
import dev.stowage.spi.Call;
import dev.stowage.spi.HashVerifier.Hashing;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferListener;
import dev.stowage.spi.TransferRequest;
import dev.stowage.spi.TransferResult;
import java.util.List;
import java.util.Optional;

/** DOWNLOADING → VERIFYING, unless the file has come otherwise while it waited. Hashing runs behind the bytes, so that verification ends moments after the last one. */
final class Fetch implements Step {
    private final Staging staging;
    private final Ports ports;
    private final Hashings hashings;
    private final ProgressBoard board;
    private final DuplicateCheck duplicates;

    Fetch(Staging staging, Ports ports, Hashings hashings, ProgressBoard board, DuplicateCheck duplicates) {
        this.staging = staging;
        this.ports = ports;
        this.hashings = hashings;
        this.board = board;
        this.duplicates = duplicates;
    }

    @Override
    public Download perform(Download download, Call call) throws StowageException {
        Download looked =
                download.toBuilder().duplicates(duplicates.before(download)).build();
        return looked.isDuplicate() ? looked.withheld() : fetched(looked, call);
    }

    private Download fetched(Download download, Call call) throws StowageException {
        Part part = staging.open(download);
        try {
            TransferResult result = transfer(download, part, call);
            Optional<FileName> better = result.suggestedName().flatMap(FileName::fromUntrusted);
            return download.fetched(result.totalBytes(), part.folder(), better);
        } catch (StowageException e) {
            staging.leave(part);
            throw e;
        }
    }

    private TransferResult transfer(Download download, Part part, Call call) throws StowageException {
        Hashing hashing = hashings.open(download, part.file(), call);
        TransferListener both = new BothListeners(board.watch(download.id()), Hashings.feeding(hashing));
        FileKey file = download.file().orElseThrow();
        return ports.downloader().download(request(download, part), both, new SourceCall(call, file.source()));
    }

    private TransferRequest request(Download download, Part part) throws StowageException {
        FileKey file = download.file().orElseThrow();
        SourceResolver source = ports.resolvers().source(file.source());
        return new TransferRequest(
                List.of(new Whereabouts(source, file)),
                part.file(),
                part.journal(),
                download.totalBytes(),
                download.published(),
                download.version());
    }
}
