package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Reply;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many requests of each group a caller may make within each five minutes. Thread-safe. */
final class RateWindows {
    private static final long SECONDS = 300;

    private final Map<Group, Integer> most;
    private final Clock clock;
    private final Map<String, Count> counts = new HashMap<>();

    /** What requests are counted together. */
    enum Group {
        API("api"),
        RESOLVERS("resolvers"),
        PAGES("pages");

        private final String word;

        Group(String word) {
            this.word = word;
        }
    }

    private record Count(long window, int taken) {}

    RateWindows(Map<Group, Integer> most, Clock clock) {
        this.most = Map.copyOf(most);
        this.clock = clock;
    }

    /** What is left of a window after a request was counted; less than nothing when there was nothing left. */
    record Left(Group group, long requests, long limit, long seconds) {
        Reply told(Reply reply) {
            return reply.withHeader("RateLimit", quoted() + ";r=" + Math.max(0, requests) + ";t=" + seconds)
                    .withHeader("RateLimit-Policy", "\"fixed window\";" + quoted() + ";q=" + limit + ";w=" + SECONDS);
        }

        private String quoted() {
            return '"' + group.word + '"';
        }
    }

    synchronized Left take(Group group, Optional<String> account) {
        long now = clock.instant().getEpochSecond();
        long window = now / SECONDS;
        Count before = counts.getOrDefault(group.word + account.orElse(""), new Count(window, 0));
        int taken = (before.window() == window ? before.taken() : 0) + 1;
        counts.put(group.word + account.orElse(""), new Count(window, taken));
        long limit = most.getOrDefault(group, Integer.MAX_VALUE) * (account.isPresent() ? 2L : 1L);
        return new Left(group, limit - taken, limit, SECONDS - now % SECONDS);
    }
}
