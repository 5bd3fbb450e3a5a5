package dev.stowage.tck.origin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The requests received so far, and a wait for more. */
final class RequestLog {
    private final List<RecordedRequest> requests = new ArrayList<>();

    synchronized void add(RecordedRequest request) {
        requests.add(request);
        notifyAll();
    }

    synchronized List<RecordedRequest> snapshot() {
        return List.copyOf(requests);
    }

    synchronized List<RecordedRequest> await(int count, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (requests.size() < count) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new IllegalStateException(
                        "Only " + requests.size() + " of " + count + " requests came within " + limit);
            }
            // Rounded up, for a wait of 0 would have no end.
            wait(left / 1_000_000 + 1);
        }
        return List.copyOf(requests);
    }
}
