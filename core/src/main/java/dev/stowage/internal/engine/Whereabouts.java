package dev.stowage.internal.engine;

import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.Locator;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import java.util.Optional;

/** Where a file of a source is. */
record Whereabouts(SourceResolver source, FileKey file) implements Locator {
    @Override
    public FetchTarget locate(Call call) throws StowageException {
        return source.locate(file, new SourceCall(call, file.source())); // whatever call a downloader makes of its own
    }

    @Override
    public Optional<Problem> refusal(HttpReply answer) throws StowageException {
        return source.refusal(file, answer);
    }
}
