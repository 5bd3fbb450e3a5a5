package dev.stowage.internal.engine;

import dev.stowage.api.Previews;
import dev.stowage.internal.plugin.PluginDefectException;
import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import dev.stowage.model.UserId;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Shows previews of what is no asset yet; the library fetches and keeps them. */
final class PreviewRoom implements Previews {
    private static final int MOST_OFFERED = 10_000;
    private static final String WHAT = "show a preview";

    private final Ledger ledger;
    private final AssetRegistry registry;
    private final Map<String, Offer> offered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Offer> eldest) {
            return size() > MOST_OFFERED;
        }
    };
    private final Set<LiveCall> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    PreviewRoom(Ledger ledger, AssetRegistry registry) {
        this.ledger = ledger;
        this.registry = registry;
    }

    /** A preview, and which source tells of it. */
    private record Offer(Optional<String> source, PreviewMedia media) {}

    @Override
    public String offer(String source, PreviewMedia media) {
        String name =
                new Fingerprint().add(source).add(media.address().toString()).text();
        synchronized (offered) {
            offered.put(name, new Offer(Optional.of(source), media));
        }
        return name;
    }

    @Override
    public StoredPreview fetch(String name) throws StowageException, InterruptedException {
        Optional<Offer> offer;
        synchronized (offered) {
            offer = Optional.ofNullable(offered.get(name));
        }
        return fetched(
                offer.orElseThrow(() -> unknown("there is none of that name", "Resolve the address again.")),
                UserId.LOCAL);
    }

    @Override
    public StoredPreview of(DownloadId id, int n) throws StowageException, InterruptedException {
        Download download = ledger.get(id);
        List<PreviewMedia> all = download.model().map(ModelInfo::previews).orElse(List.of());
        if (n < 0 || n >= all.size()) {
            String many =
                    all.isEmpty() ? "the download has none" : "the download has previews 0 to " + (all.size() - 1);
            throw unknown(many, "Ask for one that there is.");
        }
        Optional<StoredPreview> stored = ofAsset(download, all.get(n));
        return stored.isPresent()
                ? stored.get()
                : fetched(new Offer(download.file().map(FileKey::source), all.get(n)), download.owner());
    }

    /** Ends what is running and lets nothing begin. */
    void close() {
        closed = true;
        calls.forEach(LiveCall::cancel);
    }

    /** An asset may come from elsewhere too: its previews have places of their own. */
    private Optional<StoredPreview> ofAsset(Download download, PreviewMedia media) throws StowageException {
        Optional<Sha256> id = download.assetId();
        if (id.isEmpty() || !(registry instanceof AssetLibrary library)) {
            return Optional.empty();
        }
        Optional<Asset> asset = library.find(id.get());
        int n = asset.map(Asset::previews).orElse(List.of()).stream()
                .map(PreviewMedia::address)
                .toList()
                .indexOf(media.address());
        return n < 0 ? Optional.empty() : library.preview(id.get(), n);
    }

    private StoredPreview fetched(Offer offer, UserId user) throws StowageException, InterruptedException {
        LiveCall live = new LiveCall(user, WHAT, () -> {});
        calls.add(live);
        try {
            if (closed) {
                throw new CancelledException();
            }
            Call call = offer.source().isPresent()
                    ? new SourceCall(live, offer.source().get())
                    : live;
            return brought(offer.media(), call);
        } catch (CancelledException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw e;
        } finally {
            calls.remove(live);
        }
    }

    private StoredPreview brought(PreviewMedia media, Call call) throws StowageException {
        try {
            Optional<StoredPreview> brought =
                    registry instanceof AssetLibrary library ? library.preview(media, call) : Optional.empty();
            return brought.orElseThrow(PreviewRoom::notSupported);
        } catch (PluginDefectException e) {
            throw new StowageException(e.problem(), e);
        }
    }

    private static StowageException notSupported() {
        return new StowageException(Problem.of(
                Problem.Kind.USAGE,
                Codes.NOT_SUPPORTED,
                WHAT,
                "the library in use fetches none",
                "Set \"previews\" of the library to all, or look at the source's own page."));
    }

    private static StowageException unknown(String why, String advice) {
        return new StowageException(Problem.of(Problem.Kind.NOT_FOUND, Codes.UNKNOWN_ID, WHAT, why, advice));
    }
}
