package dev.stowage.tck.hub;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sets up a {@link PracticeHub}. By default it is empty and fast, knows no tokens and has the limits of the real sites. Methods return this
 * builder, for chaining. Not thread-safe; starts one hub.
 *
 * @since 0.1
 */
public final class PracticeHubBuilder {
    private final HubSettings settings = new HubSettings();

    PracticeHubBuilder() {}

    /**
     * Adds models to the CivitAI site.
     *
     * @param models the models
     * @return this builder
     */
    public PracticeHubBuilder civitai(CivitaiModel... models) {
        settings.models.addAll(List.of(models));
        return this;
    }

    /**
     * Adds repositories to the HuggingFace site.
     *
     * @param repos the repositories
     * @return this builder
     */
    public PracticeHubBuilder huggingFace(HuggingFaceRepo... repos) {
        settings.repos.addAll(List.of(repos));
        return this;
    }

    /**
     * Adds accounts to the CivitAI site. As there, an unknown token is as good as none.
     *
     * @param tokens one of each account
     * @return this builder
     */
    public PracticeHubBuilder civitaiTokens(String... tokens) {
        settings.civitaiTokens.addAll(List.of(tokens));
        return this;
    }

    /**
     * Adds accounts to the HuggingFace site. As there, an unknown token is refused wherever it is shown.
     *
     * @param tokens one of each account; HuggingFace's own clients send only what begins with {@code hf_}
     * @return this builder
     */
    public PracticeHubBuilder huggingFaceTokens(String... tokens) {
        settings.huggingFaceTokens.addAll(List.of(tokens));
        return this;
    }

    /**
     * Sets what tells the time, on which links, early access and limits depend.
     *
     * @param clock the clock
     * @return this builder
     */
    public PracticeHubBuilder clock(Clock clock) {
        settings.clock = requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Sets how long the storage's links open a file; by default a day for CivitAI and an hour for HuggingFace.
     *
     * @param lifetime in whole seconds
     * @return this builder
     */
    public PracticeHubBuilder linkLifetime(Duration lifetime) {
        settings.civitaiLinks = requireNonNull(lifetime, "lifetime");
        settings.huggingFaceLinks = lifetime;
        return this;
    }

    /**
     * Limits how many downloads of CivitAI each account may begin in 24 hours, and all callers without one together.
     *
     * @param most how many; no limit by default
     * @return this builder
     */
    public PracticeHubBuilder downloadsPerDay(int most) {
        settings.downloadsPerDay = most;
        return this;
    }

    /**
     * Limits how many requests of each group (interface, files, pages) HuggingFace answers within each five minutes.
     *
     * @param most for all callers without a token together; each account may make twice as many
     * @return this builder
     */
    public PracticeHubBuilder requestsPerWindow(int most) {
        for (RateWindows.Group group : RateWindows.Group.values()) {
            settings.requests.put(group, most);
        }
        return this;
    }

    /**
     * Sets how many entries of a folder HuggingFace lists at once.
     *
     * @param entries 1 or more; 1000 by default
     * @return this builder
     */
    public PracticeHubBuilder listingPage(int entries) {
        settings.listingPage = entries;
        return this;
    }

    /**
     * Slows down each connection to the storage.
     *
     * @param bytesPerSecond 1 or more; as fast as possible by default
     * @return this builder
     */
    public PracticeHubBuilder speed(long bytesPerSecond) {
        settings.speed = Optional.of(bytesPerSecond);
        return this;
    }

    /**
     * Slows down all connections to the storage together.
     *
     * @param bytesPerSecond 1 or more; as fast as possible by default
     * @return this builder
     */
    public PracticeHubBuilder totalSpeed(long bytesPerSecond) {
        settings.totalSpeed = Optional.of(bytesPerSecond);
        return this;
    }

    /**
     * Gives each site an origin of its own.
     *
     * @return this builder
     */
    public PracticeHubBuilder separateSites() {
        settings.separateSites = true;
        return this;
    }

    /**
     * Puts the storage at another loopback address, for clients that tell servers apart by host and not by port.
     *
     * @param address such as {@code 127.0.0.2}, where the machine has it
     * @return this builder
     */
    public PracticeHubBuilder storageAddress(String address) {
        settings.storageAddress = requireNonNull(address, "address");
        return this;
    }

    /**
     * Sets where the hub listens, so that what was pasted before it was restarted still leads there.
     *
     * @param site the port of CivitAI, and of HuggingFace unless it has its own; any free one by default
     * @param storage the port of the storage
     * @return this builder
     */
    public PracticeHubBuilder ports(int site, int storage) {
        settings.sitePort = site;
        settings.storagePort = storage;
        return this;
    }

    /**
     * Starts the hub.
     *
     * @return the running hub
     * @throws java.io.UncheckedIOException when a socket cannot be opened
     */
    public PracticeHub start() {
        return new PracticeHub(settings);
    }
}
