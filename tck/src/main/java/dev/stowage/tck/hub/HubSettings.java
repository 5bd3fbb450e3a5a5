package dev.stowage.tck.hub;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a hub is set up; filled by the builder, then left alone. */
final class HubSettings {
    final List<CivitaiModel> models = new ArrayList<>();
    final List<HuggingFaceRepo> repos = new ArrayList<>();
    final Set<String> civitaiTokens = new HashSet<>();
    final Set<String> huggingFaceTokens = new HashSet<>();
    /** Of callers without a token; those with one may make twice as many. */
    final Map<RateWindows.Group, Integer> requests = new EnumMap<>(RateWindows.Group.class);

    Clock clock = Clock.systemUTC();
    String storageAddress = "127.0.0.1";
    int sitePort;
    int storagePort;
    boolean separateSites;
    Duration civitaiLinks = Duration.ofDays(1);
    Duration huggingFaceLinks = Duration.ofHours(1);
    int downloadsPerDay = Integer.MAX_VALUE;
    int listingPage = 1000;
    Optional<Long> speed = Optional.empty();
    Optional<Long> totalSpeed = Optional.empty();

    HubSettings() {
        requests.put(RateWindows.Group.API, 500);
        requests.put(RateWindows.Group.RESOLVERS, 3000);
        requests.put(RateWindows.Group.PAGES, 100);
    }
}
