package dev.stowage.tck.fake;

import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.Downloader;
import dev.stowage.spi.Locator;
import dev.stowage.spi.RemoteBytes;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferListener;
import dev.stowage.spi.TransferRequest;
import dev.stowage.spi.TransferResult;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A downloader whose bytes come from memory, which fails and stops where a test says so. Resumes from the part file when the journal is
 * there. Thread-safe; the {@code next} methods queue one fault per transfer, in the order of their starts.
 *
 * @since 0.1
 */
public final class FakeDownloader implements Downloader {
    private static final int PIECE_BYTES = 64 << 10;

    private final Map<URI, byte[]> bytes = new ConcurrentHashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<TransferRequest> requests = new ArrayList<>();
    private final Deque<Problem> peekFailures = new ArrayDeque<>();
    private final AtomicInteger peeks = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Optional<String> suggestedName = Optional.empty();
    private volatile Optional<Checkpoint> peekHold = Optional.empty();

    /** Creates one that has no bytes yet. */
    public FakeDownloader() {}

    /** Puts bytes at an address; what a locator says must be one of these. */
    public FakeDownloader serve(URI address, byte[] content) {
        bytes.put(address, content.clone());
        return this;
    }

    /** Puts the bytes of all files of a source at their addresses. */
    public FakeDownloader serve(FakeSource source) {
        source.contents().forEach(this::serve);
        return this;
    }

    /** What every result calls the file from now on. */
    public FakeDownloader suggestName(String name) {
        suggestedName = Optional.of(name);
        return this;
    }

    /** The next transfer fails after so many bytes of the whole file are on the disk. */
    public FakeDownloader nextFails(long afterBytes, Problem why) {
        return next(new Fault(afterBytes, new Checkpoint(), Optional.of(why)), true);
    }

    /** The next transfer stops after so many bytes of the whole file are on the disk, until the checkpoint opens. */
    public Checkpoint nextHolds(long afterBytes) {
        Checkpoint hold = new Checkpoint();
        next(new Fault(afterBytes, hold, Optional.empty()), false);
        return hold;
    }

    /** The next transfer is served without a fault; to let one pass before a scripted one. */
    public FakeDownloader nextPasses() {
        return next(new Fault(Long.MAX_VALUE, new Checkpoint(), Optional.empty()), true);
    }

    /** The next looks fail, one for each problem. */
    public FakeDownloader nextPeeksFail(Problem... problems) {
        synchronized (peekFailures) {
            peekFailures.addAll(List.of(problems));
        }
        return this;
    }

    /** All looks from now on stop at this checkpoint. */
    public Checkpoint holdPeeks() {
        Checkpoint hold = new Checkpoint();
        peekHold = Optional.of(hold);
        return hold;
    }

    /** How often the beginning of a file was asked for. */
    public int peeks() {
        return peeks.get();
    }

    /** The transfers asked for so far, in order. */
    public List<TransferRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** How many transfers run now. */
    public int running() {
        return running.get();
    }

    /** How many transfers ran at the same time at most. */
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public TransferResult download(TransferRequest request, TransferListener listener, Call call)
            throws StowageException {
        synchronized (requests) {
            requests.add(request);
        }
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            return transfer(request, listener, call);
        } catch (IOException e) {
            throw DiskProblem.of("download to " + request.partFile().getFileName(), request.partFile(), e);
        } finally {
            running.decrementAndGet();
        }
    }

    @Override
    public Optional<RemoteBytes> peek(Locator origin, Call call) throws StowageException {
        peeks.incrementAndGet();
        if (peekHold.isPresent()) {
            peekHold.get().pass(call);
        }
        synchronized (peekFailures) {
            Problem failure = peekFailures.poll();
            if (failure != null) {
                throw new StowageException(failure);
            }
        }
        return Optional.of(new Held(ByteBuffer.wrap(content(origin, call)), suggestedName));
    }

    /** Bytes in memory. */
    private record Held(ByteBuffer content, Optional<String> suggestedName) implements RemoteBytes {
        @Override
        public OptionalLong size() {
            return OptionalLong.of(content.limit());
        }

        @Override
        public byte[] read(long offset, int length) {
            int first = (int) Math.min(offset, content.limit());
            byte[] piece = new byte[Math.min(length, content.limit() - first)];
            content.get(first, piece);
            return piece;
        }
    }

    private TransferResult transfer(TransferRequest request, TransferListener listener, Call call)
            throws StowageException, IOException {
        Optional<Fault> fault = nextFault();
        call.check();
        byte[] content = content(request.origins().get(0), call);
        try (FileChannel part =
                FileChannel.open(request.partFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long good = Files.exists(request.journal()) ? Math.min(part.size(), content.length) : 0;
            part.truncate(good);
            Files.writeString(request.journal(), "owner " + request.owner());
            listener.started(good, OptionalLong.of(content.length));
            for (long at = good; ; at = write(part, content, at, fault)) {
                meet(fault, at, call);
                call.check();
                listener.received(at, 1);
                listener.contiguous(at);
                if (at == content.length) {
                    part.force(true);
                    return new TransferResult(at, 0, suggestedName, Optional.empty());
                }
            }
        }
    }

    private byte[] content(Locator origin, Call call) throws StowageException {
        URI address = origin.locate(call).address();
        byte[] content = bytes.get(address);
        if (content == null) {
            throw new AssertionError("The fake downloader has no bytes for " + address);
        }
        return content;
    }

    private static long write(FileChannel part, byte[] content, long at, Optional<Fault> fault) throws IOException {
        long end = Math.min(content.length, at + PIECE_BYTES);
        if (fault.isPresent() && fault.get().afterBytes > at) {
            end = Math.min(end, fault.get().afterBytes);
        }
        ByteBuffer piece = ByteBuffer.wrap(content, (int) at, (int) (end - at));
        while (piece.hasRemaining()) {
            part.write(piece, end - piece.remaining());
        }
        return end;
    }

    private static void meet(Optional<Fault> fault, long at, Call call) throws StowageException {
        if (fault.isEmpty() || at < fault.get().afterBytes) {
            return;
        }
        fault.get().hold.pass(call);
        if (fault.get().failure.isPresent()) {
            throw new StowageException(fault.get().failure.get());
        }
    }

    private FakeDownloader next(Fault fault, boolean open) {
        if (open) {
            fault.hold.open();
        }
        synchronized (faults) {
            faults.add(fault);
        }
        return this;
    }

    private Optional<Fault> nextFault() {
        synchronized (faults) {
            return Optional.ofNullable(faults.poll());
        }
    }

    private record Fault(long afterBytes, Checkpoint hold, Optional<Problem> failure) {}
}
