package dev.stowage.http;

import dev.stowage.spi.Call;
import dev.stowage.spi.Downloader;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferListener;
import dev.stowage.spi.TransferRequest;
import dev.stowage.spi.TransferResult;

/** Brings a file over one connection at a time. Blocks the caller's thread; starts none. */
final class SingleStreamDownloader implements Downloader {
    private final HttpGateway http;
    private final SingleStream.Settings settings;

    SingleStreamDownloader(HttpGateway http, SingleStream.Settings settings) {
        this.http = http;
        this.settings = settings;
    }

    @Override
    public TransferResult download(TransferRequest request, TransferListener listener, Call call)
            throws StowageException {
        try (Job job = new Job(request, listener, call)) {
            job.check();
            Source source = new Source(request.origins(), http, settings.clock(), call);
            try (Stored stored = Stored.open(request, BootId.current(), settings.rhythm())) {
                return new SingleStream(job, source, stored, settings).run();
            }
        }
    }
}
