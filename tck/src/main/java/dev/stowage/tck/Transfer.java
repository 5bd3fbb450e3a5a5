package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.stowage.model.FetchTarget;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.spi.Downloader;
import dev.stowage.spi.Locator;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferRequest;
import dev.stowage.tck.fake.FakeCall;
import dev.stowage.tck.fake.RecordingListener;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.Route;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One file on its way from a scripted origin, and everything that has to hold for every such way. */
final class Transfer {
    /** In the query of every address, where signatures stand; may appear in no problem. */
    static final String CANARY = "canary7f3a";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST_RUNS = 12;

    final FakeCall call = FakeCall.local();
    final Path part;
    final Path journal;
    final AtomicInteger located = new AtomicInteger();
    final List<Locator> origins = new ArrayList<>();
    OptionalLong expectedBytes = OptionalLong.empty();
    long owner = 1;
    RecordingListener listener = new RecordingListener();

    private final ScriptedOrigin origin;
    private final Path folder;
    private final String path;
    private final Map<HashAlgorithm, String> published = new HashMap<>();
    private final List<Content> versions = new ArrayList<>();
    private PrefixCheck prefix = PrefixCheck.none();

    private Transfer(ScriptedOrigin origin, Path folder) {
        this.origin = origin;
        this.folder = folder;
        this.path = "/" + folder.getFileName() + "/model.bin";
        this.part = folder.resolve("file.part");
        this.journal = folder.resolve("file.journal");
        origins.add(asked -> {
            located.incrementAndGet();
            return FetchTarget.at(origin.uri(path + "?X-Signature=" + CANARY));
        });
    }

    /** A file with strong validator and ranges, not yet begun, in a folder of its own. */
    static Transfer of(Content content, ScriptedOrigin origin, Path folder) throws IOException {
        Transfer transfer = new Transfer(origin, Files.createDirectories(folder));
        transfer.serve(Resource.of(content));
        return transfer;
    }

    /** The same file and folder as another call finds it. */
    Transfer again() {
        Transfer again = new Transfer(origin, folder);
        again.versions.addAll(versions);
        again.expectedBytes = expectedBytes;
        again.published.putAll(published);
        again.owner = owner + 1;
        return again;
    }

    Path folder() {
        return folder;
    }

    Route route() {
        return origin.route(path);
    }

    /** Serves this from now on; a part file may hold bytes of any version served so far, while it is not complete. */
    Route serve(Resource resource) {
        versions.add(resource.content());
        return route().serve(resource);
    }

    Transfer publish() {
        published.put(HashAlgorithm.SHA256, content().sha256());
        return this;
    }

    /** What is served now. */
    Content content() {
        return versions.get(versions.size() - 1);
    }

    /** The requests for this file, in order. */
    List<RecordedRequest> requests() {
        return origin.requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    /** Calls the downloader once, on this thread, and checks what has to hold however that ends. */
    Outcome run(Downloader downloader) throws IOException {
        prefix = new PrefixCheck(part, List.copyOf(versions));
        listener = new RecordingListener(prefix);
        TransferRequest request = new TransferRequest(origins, part, journal, expectedBytes, published, owner);
        Outcome outcome;
        try {
            outcome = Outcome.of(downloader.download(request, listener, call));
        } catch (StowageException e) {
            outcome = Outcome.of(e);
        }
        check(outcome);
        return outcome;
    }

    /** Calls the downloader as an engine does: again after every retryable problem, up to a dozen times. */
    Outcome runToTheEnd(Downloader downloader) throws IOException {
        Outcome outcome = run(downloader);
        for (int runs = 1; outcome.retryable() && runs < MOST_RUNS; runs++) {
            owner++;
            outcome = run(downloader);
        }
        return outcome;
    }

    /** Calls the downloader on another thread. */
    Running start(Downloader downloader) {
        FutureTask<Outcome> task = new FutureTask<>(() -> run(downloader));
        Thread thread = new Thread(task, "transfer");
        thread.setDaemon(true);
        thread.start();
        return new Running(thread, task);
    }

    private void check(Outcome outcome) throws IOException {
        assertEquals(List.of(), listener.violations(), "breaches of the listener's grammar");
        assertEquals(List.of(), prefix.breaches(), "told to be final, but not so on the disk");
        assertEquals(0, call.registrations(), "actions left registered with the call");
        if (outcome.succeeded()) {
            assertEquals(Files.size(part), outcome.require().totalBytes());
            assertWhole();
        } else {
            Leaks.assertNone(outcome.failure().orElseThrow(), CANARY);
        }
    }

    /** Fails unless the part file is what is served now, byte by byte. */
    void assertWhole() throws IOException {
        assertEquals(content().length(), Files.size(part), "the size of the part file");
        assertTrue(
                PrefixCheck.equal(part, content(), 0, content().length()),
                "the part file has other bytes than the origin");
    }

    /** Fails when the part file holds a byte that none of the versions has in this place. */
    void assertNothingForeign() throws IOException {
        if (Files.exists(part)) {
            assertFalse(Files.size(part) > content().length(), "more bytes than the file has");
        }
    }

    /** A transfer that runs on another thread. */
    record Running(Thread thread, FutureTask<Outcome> task) {
        Outcome await() throws Exception {
            return await(LIMIT);
        }

        Outcome await(Duration limit) throws Exception {
            try {
                return task.get(limit.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                return fail("The transfer did not end within " + limit.toSeconds() + " s", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AssertionError failed) {
                    throw failed;
                }
                return fail("The transfer threw", e.getCause());
            }
        }
    }
}
