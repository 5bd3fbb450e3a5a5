package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.FetchTarget;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Locator;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferListener;
import dev.stowage.spi.TransferRequest;
import dev.stowage.spi.TransferResult;
import dev.stowage.tck.origin.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A downloader with a folder of its own, on loopback, that writes down what its listener hears. */
final class Rig implements TransferListener, AutoCloseable {
    final Gateway gateway;
    final Path folder;
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<Thread> threads = new CopyOnWriteArrayList<>();
    final List<Problem> rewinds = new ArrayList<>();
    HttpGateway http;
    long largest = 1L << 40;
    int connections = 16;
    SegmentPlan.Sizes sizes = SegmentPlan.Sizes.USUAL;
    OptionalLong expected = OptionalLong.empty();
    Map<HashAlgorithm, String> published = Map.of();
    Rhythm rhythm = Rhythm.usual(Duration.ofMinutes(1));
    long owner = 1;
    private volatile long contiguous;

    Rig(Path folder, Gateway gateway) {
        this.folder = folder;
        this.gateway = gateway;
        this.http = gateway.http();
    }

    Rig(Path folder) {
        this(folder, Gateway.onLoopback());
    }

    Path part() {
        return folder.resolve("bytes.part");
    }

    Path journal() {
        return folder.resolve("journal");
    }

    TransferResult download(URI address) throws StowageException {
        return download(call -> FetchTarget.at(address));
    }

    TransferResult download(Locator locator) throws StowageException {
        heard.clear();
        rewinds.clear();
        contiguous = 0;
        TransferRequest request =
                new TransferRequest(List.of(locator), part(), journal(), expected, published, owner++);
        return downloader().download(request, this, gateway.call);
    }

    SegmentedDownloader downloader() {
        return new SegmentedDownloader(
                http, this::thread, new Gear.Settings(gateway.clock, rhythm, sizes, largest, connections));
    }

    private Thread thread(Runnable work) {
        Thread thread = daemon(work);
        threads.add(thread);
        return thread;
    }

    /** How many of the threads that were asked for still run. */
    long threadsAlive() {
        return threads.stream().filter(Thread::isAlive).count();
    }

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "transfer");
        thread.setDaemon(true);
        return thread;
    }

    /** Downloads, and has to fail; the problem is told as the user hears it. */
    Problem problem(URI address) {
        return problem(call -> FetchTarget.at(address));
    }

    Problem problem(Locator locator) {
        Problem problem =
                assertThrows(StowageException.class, () -> download(locator)).problem();
        assertTrue(problem.message().startsWith("Could not "), problem.message());
        return problem;
    }

    /** All bytes are there, each at its place, and no more. */
    void assertHas(Content content, TransferResult result) {
        assertArrayEquals(content.toByteArray(), bytes());
        assertEquals(content.length(), result.totalBytes());
        assertEquals(content.length(), contiguous);
        assertTrue(heard.get(0).startsWith("started"), heard.toString());
    }

    /** So many bytes are kept for the next time, and they are right. */
    void assertKeeps(Content content, long count) {
        assertArrayEquals(content.slice(0, count).toByteArray(), bytes());
        assertEquals(count, kept());
    }

    /** How many bytes the journal vouches for, even after a power failure. */
    long kept() {
        try {
            long length = Files.exists(part()) ? Files.size(part()) : 0;
            return Journal.read(journal())
                    .map(found -> found.trusted(Optional.empty(), length))
                    .map(Ledger::count)
                    .orElse(0L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is stored; a transfer that never had a byte leaves no file. */
    byte[] bytes() {
        try {
            return Files.exists(part()) ? Files.readAllBytes(part()) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Expects exactly this file. */
    Rig expecting(Content content) {
        published = Map.of(HashAlgorithm.SHA256, content.sha256());
        return this;
    }

    /** Takes many connections at once for small files. */
    Rig crowded(int most) {
        connections = most;
        sizes = new SegmentPlan.Sizes(64 << 10, 16 << 10);
        rhythm = new Rhythm(
                System::nanoTime,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                1 << 20,
                Duration.ofMinutes(1),
                1,
                Duration.ZERO);
        return this;
    }

    /** A gateway that loses patience fast. */
    static Gateway hasty() {
        return new Gateway.Builder()
                .answer(Duration.ofMillis(300))
                .stall(Duration.ofMillis(300))
                .build();
    }

    @Override
    public void started(long bytesGood, OptionalLong totalBytes) {
        heard.add("started " + bytesGood + " of " + (totalBytes.isPresent() ? totalBytes.getAsLong() : "?"));
    }

    @Override
    public synchronized void contiguous(long bytes) {
        contiguous = bytes;
        notifyAll();
    }

    /** Returns when so many bytes, from the first on, are in the file; what an origin has sent need not have arrived. */
    synchronized void awaitContiguous(long bytes) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (contiguous < bytes) {
            long left = deadline - System.nanoTime();
            assertTrue(left > 0, () -> "only " + contiguous + " bytes have arrived");
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    @Override
    public void rewound(long offset, Problem why) {
        contiguous = Math.min(contiguous, offset);
        heard.add("rewound " + offset + " " + why.code());
        rewinds.add(why);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
