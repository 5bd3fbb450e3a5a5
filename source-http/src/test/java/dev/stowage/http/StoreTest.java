package dev.stowage.http;

import dev.stowage.model.FetchTarget;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Reply;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import dev.stowage.tck.origin.Step;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of a site share whose files lie in a store at another origin: each hit on the site gives a new signed address there. */
abstract class StoreTest extends DownloadTest {
    static final String SITE = "/api/download";

    final ScriptedOrigin store = ScriptedOrigin.startOn("127.0.0.2");
    final AtomicInteger located = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();

    @BeforeEach
    void signing() {
        origin.route(SITE).always(signing(307));
        store.serve("/blob", Resource.of(CONTENT));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    /** Redirects to an address that nobody has had before. */
    final Fault signing(int status) {
        return (request, resource) -> Reply.status(status)
                .withHeader(
                        "Location", store.uri(signed(hits.incrementAndGet())).toString());
    }

    static String signed(int generation) {
        return "/blob?generation=" + generation + "&X-Signature=canary";
    }

    /** The site's address of the file, whatever that redirects to. */
    final FetchTarget site() {
        located.incrementAndGet();
        return FetchTarget.at(origin.uri(SITE));
    }

    /** How often the site was asked. */
    final int asked() {
        return origin.requests().size();
    }

    final RecordedRequest lastAtTheStore() {
        return store.requests().get(store.requests().size() - 1);
    }

    /** The first connection is slow enough for others to come. */
    static Fault heldFront() {
        return BodyFaults.slowFrom(150_000, 20_000, Duration.ofMillis(10));
    }

    /** The first connection is slow enough for others to come, and ends before its time. */
    static Fault cutFront(long at) {
        return heldFront().then(reply -> reply.at(at, Step.close()));
    }

    /** Every request but the first. */
    static boolean further(RecordedRequest request) {
        return !request.header("Range").orElse("").equals("bytes=0-");
    }
}
