package dev.stowage.tck.hub;

import static java.util.Objects.requireNonNull;

import dev.stowage.tck.origin.Bandwidth;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Reply;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import dev.stowage.tck.origin.Step;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CivitAI and HuggingFace on loopback: servers that speak their interfaces for programs, and a storage at another port to which downloads
 * are sent by signed links that expire.
 *
 * <p>What they show is made up ({@link CivitaiModel}, {@link HuggingFaceRepo}, {@link SampleWeights}), how they answer is not: refusals,
 * redirects, headers and limits are those of the real sites. Both sites share one origin unless the builder is told otherwise, for their
 * paths do not clash. The three origins can be scripted to misbehave, path by path.
 *
 * <pre>{@code
 * try (PracticeHub hub = PracticeHub.builder()
 *         .civitai(CivitaiModel.of(101, "Paper Cranes", "LORA")
 *                 .versions(CivitaiVersion.of(1001, "v1.0", "SDXL 1.0")
 *                         .requiringLogin()
 *                         .files(CivitaiFile.of(10001, "cranes.safetensors", weights))))
 *         .civitaiTokens("practice-token")
 *         .start()) {
 *     resolve(hub.civitaiEndpoint() + "/models/101");
 *     assertFalse(hub.storage().requests().get(0).hasHeader("Authorization"));
 * }
 * }</pre>
 *
 * <p>Thread-safe. All threads are daemons of the hub and end with {@link #close()}.
 *
 * @since 0.1
 */
public final class PracticeHub implements AutoCloseable {
    private final CivitaiCatalog catalog = new CivitaiCatalog();
    private final ScriptedOrigin civitai;
    private final ScriptedOrigin huggingFace;
    private final ScriptedOrigin storage;
    private final Storage files;
    private final HuggingFaceSite hub;
    private final CivitaiSite site;

    PracticeHub(HubSettings settings) {
        storage = ScriptedOrigin.startOn(settings.storageAddress, settings.storagePort);
        civitai = beside(storage, settings.sitePort);
        huggingFace = settings.separateSites ? ScriptedOrigin.start() : civitai;
        files = new Storage(storage);
        site = civitaiSite(settings);
        hub = huggingFaceSite(settings);
        serve(settings);
    }

    /**
     * Begins to set up a hub.
     *
     * @return a builder without models
     */
    public static PracticeHubBuilder builder() {
        return new PracticeHubBuilder();
    }

    /**
     * Returns what {@code CIVITAI_ENDPOINT} has to be.
     *
     * @return scheme, address and port of the CivitAI site
     */
    public URI civitaiEndpoint() {
        return civitai.uri("");
    }

    /**
     * Returns what {@code HF_ENDPOINT} has to be.
     *
     * @return scheme, address and port of the HuggingFace site
     */
    public URI huggingFaceEndpoint() {
        return huggingFace.uri("");
    }

    /**
     * Returns the origin of the CivitAI site, to look at its requests and to script faults. A path without a script answers as the site does.
     *
     * @return the origin; the same as {@link #huggingFace()} unless the sites are separate
     */
    public ScriptedOrigin civitai() {
        return civitai;
    }

    /**
     * Returns the origin of the HuggingFace site, to look at its requests and to script faults.
     *
     * @return the origin
     */
    public ScriptedOrigin huggingFace() {
        return huggingFace;
    }

    /**
     * Returns the origin of the storage, to look at its requests and to script faults: a link's path is the route of its file.
     *
     * @return the origin
     */
    public ScriptedOrigin storage() {
        return storage;
    }

    /**
     * Shows a model, in place of the one with the same number.
     *
     * @param model the model
     */
    public void add(CivitaiModel model) {
        catalog.put(requireNonNull(model, "model"));
    }

    /**
     * Shows a repository, in place of the one with the same name.
     *
     * @param repo the repository
     */
    public void add(HuggingFaceRepo repo) {
        hub.put(requireNonNull(repo, "repo"));
    }

    /**
     * Puts a file into the storage that belongs to no site: anybody may fetch it.
     *
     * @param name its name, without slashes
     * @param content its bytes
     * @return its address
     */
    public URI file(String name, Content content) {
        return files.open("/files/" + Query.encoded(name), content);
    }

    /**
     * Ends all connections and threads; the second call does nothing.
     *
     * @throws IllegalStateException when an answer failed because of a mistake in the hub or in a script
     */
    @Override
    public void close() {
        List<RuntimeException> failures = new ArrayList<>();
        for (ScriptedOrigin origin : List.of(civitai, huggingFace, storage)) {
            try {
                origin.close();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            failures.stream().skip(1).forEach(failures.get(0)::addSuppressed);
            throw failures.get(0);
        }
    }

    private static ScriptedOrigin beside(ScriptedOrigin started, int port) {
        try {
            return ScriptedOrigin.startOn("127.0.0.1", port);
        } catch (UncheckedIOException e) {
            started.close();
            throw e;
        }
    }

    private CivitaiSite civitaiSite(HubSettings settings) {
        Clock clock = settings.clock;
        CivitaiShapes shapes = new CivitaiShapes(civitaiEndpoint(), new CivitaiPictures(storage), clock);
        CivitaiDownload download = new CivitaiDownload(
                catalog,
                files,
                new R2Links(clock, settings.civitaiLinks),
                new DailyQuota(settings.downloadsPerDay, clock),
                clock);
        return new CivitaiSite(catalog, shapes, download, settings.civitaiTokens);
    }

    private HuggingFaceSite huggingFaceSite(HubSettings settings) {
        HuggingFaceFiles links =
                new HuggingFaceFiles(files, new CloudFrontLinks(settings.clock, settings.huggingFaceLinks));
        HuggingFaceSite.Rules rules = new HuggingFaceSite.Rules(
                settings.huggingFaceTokens,
                new RateWindows(settings.requests, settings.clock),
                new HuggingFaceRefusals(huggingFaceEndpoint()));
        return new HuggingFaceSite(new HuggingFaceApi(huggingFaceEndpoint(), settings.listingPage), links, rules);
    }

    private void serve(HubSettings settings) {
        storage.otherwise().serve(Resource.answering(CivitaiPictures::answer));
        huggingFace.otherwise().serve(Resource.answering(request -> hub.answer(Visit.of(request))));
        civitai.otherwise().serve(Resource.answering(request -> {
            Visit visit = Visit.of(request);
            Optional<Reply> own = site.answer(visit);
            return own.orElseGet(() -> settings.separateSites ? Reply.status(404) : hub.answer(visit));
        }));
        List<Bandwidth> all = settings.totalSpeed.map(Bandwidth::new).stream().toList();
        storage.precede(() -> Step.limit(lines(settings.speed, all)));
        settings.models.forEach(this::add);
        settings.repos.forEach(this::add);
    }

    private static Bandwidth[] lines(Optional<Long> own, List<Bandwidth> shared) {
        List<Bandwidth> lines = new ArrayList<>(shared);
        own.map(Bandwidth::new).ifPresent(lines::add);
        return lines.toArray(Bandwidth[]::new);
    }
}
