package dev.stowage.tck.engine;

import dev.stowage.model.HashAlgorithm;
import dev.stowage.spi.Call;
import dev.stowage.spi.Downloader;
import dev.stowage.spi.Locator;
import dev.stowage.spi.RemoteBytes;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferListener;
import dev.stowage.spi.TransferRequest;
import dev.stowage.spi.TransferResult;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands around a downloader: counts attempts by expected digest, notes what must never happen, and lets a test get a word in. */
final class ObservedDownloader implements Downloader {
    /** What must never happen, and did. */
    final List<String> violations = new CopyOnWriteArrayList<>();

    /** The expected digests in the order of the transfers. */
    final List<String> order = new CopyOnWriteArrayList<>();

    /** Files whose bytes had all been there, and of which a later transfer began with fewer. */
    final List<Path> begunAnew = new CopyOnWriteArrayList<>();

    /** Called as each transfer begins, with its number among those of the same file. */
    volatile Word before = (request, attempt, call) -> {};

    /** Called as each transfer has ended well. */
    volatile Word after = (request, attempt, call) -> {};

    private final Downloader downloader;
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final Map<Path, Long> complete = new ConcurrentHashMap<>();
    private final Set<Path> inHand = ConcurrentHashMap.newKeySet();

    ObservedDownloader(Downloader downloader) {
        this.downloader = downloader;
    }

    @Override
    public Optional<RemoteBytes> peek(Locator origin, Call call) throws StowageException {
        return downloader.peek(origin, call);
    }

    @Override
    public TransferResult download(TransferRequest request, TransferListener listener, Call call)
            throws StowageException {
        String file = request.published().getOrDefault(HashAlgorithm.SHA256, "unpublished");
        int attempt = attempts.computeIfAbsent(file, key -> new AtomicInteger()).incrementAndGet();
        order.add(file);
        if (!inHand.add(request.partFile())) {
            violations.add("two transfers at once into " + request.partFile());
        }
        try {
            before.said(request, attempt, call);
            TransferResult result = downloader.download(request, watching(request.partFile(), listener), call);
            complete.put(request.partFile(), result.totalBytes());
            after.said(request, attempt, call);
            return result;
        } finally {
            inHand.remove(request.partFile());
        }
    }

    private TransferListener watching(Path part, TransferListener listener) {
        return (TransferListener) Proxy.newProxyInstance(
                TransferListener.class.getClassLoader(),
                new Class<?>[] {TransferListener.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("started") && (long) arguments[0] < complete.getOrDefault(part, 0L)) {
                        begunAnew.add(part);
                    }
                    return method.invoke(listener, arguments);
                });
    }

    int attempts() {
        return attempts.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** What a test has to say. */
    interface Word {
        void said(TransferRequest request, int attempt, Call call) throws StowageException;
    }
}
