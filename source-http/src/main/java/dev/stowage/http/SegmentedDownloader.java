package dev.stowage.http;

import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Downloader;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Locator;
import dev.stowage.spi.RemoteBytes;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferListener;
import dev.stowage.spi.TransferRequest;
import dev.stowage.spi.TransferResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * Brings files over as many connections as are worth it. The caller's thread waits and does nothing else: it may be interrupted, and an
 * interrupted thread closes every file that it touches.
 */
final class SegmentedDownloader implements Downloader {
    private static final int MOST_CONNECTIONS = 64;

    private final HttpGateway http;
    private final ThreadFactory threads;
    private final Gear.Settings settings;
    private final Semaphore places = new Semaphore(MOST_CONNECTIONS);
    private final Reservations reservations = new Reservations();
    private final TransferLock.Locks locks = new TransferLock.Locks();

    SegmentedDownloader(HttpGateway http, ThreadFactory threads, Gear.Settings settings) {
        this.http = http;
        this.threads = threads;
        this.settings = settings;
    }

    @Override
    public TransferResult download(TransferRequest request, TransferListener listener, Call call)
            throws StowageException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException();
        }
        call.check();
        Progress progress = new Progress(listener, settings.rhythm().nanos());
        try (Halt halt = Halt.within(call)) {
            Crew crew = new Crew(threads);
            Job job = new Job(request, progress, halt);
            FutureTask<TransferResult> transfer = new FutureTask<>(() -> transfer(job, crew));
            crew.start(transfer);
            if (crew.awaitAll(halt::stop)) {
                Thread.currentThread().interrupt();
            }
            return result(transfer);
        }
    }

    @Override
    public Optional<RemoteBytes> peek(Locator origin, Call call) throws StowageException {
        call.check();
        Source source = new Source(List.of(origin), http, settings.clock());
        return Optional.of(RemotePieces.open(source, settings.clock(), call));
    }

    private TransferResult transfer(Job job, Crew crew) throws StowageException {
        TransferRequest request = job.request();
        boolean counted = places.tryAcquire();
        try (TransferLock lock = locks.take(request.partFile());
                Stored stored = Stored.open(request, BootId.current(), settings.rhythm());
                Admission admission = Admission.open(job, settings.largest(), reservations)) {
            Source source = new Source(request.origins(), http, settings.clock());
            Limits limits = new Limits(crew, places);
            return new SegmentedTransfer(new Gear(job, source, stored, admission, limits, settings)).run();
        } finally {
            if (counted) {
                places.release();
            }
        }
    }

    private static TransferResult result(FutureTask<TransferResult> ended) throws StowageException {
        boolean interrupted = Thread.interrupted();
        try {
            return ended.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("it has ended already", e);
        } catch (ExecutionException e) {
            throw thrown(Objects.requireNonNull(e.getCause()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static StowageException thrown(Throwable why) {
        if (why instanceof Error error) {
            throw error;
        }
        if (why instanceof RuntimeException defect) {
            throw defect;
        }
        return (StowageException) why;
    }
}
