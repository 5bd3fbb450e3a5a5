package dev.stowage.app.demo;

import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.hub.DemoModels;
import dev.stowage.tck.hub.PracticeHub;
import dev.stowage.tck.hub.PracticeHubBuilder;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** CivitAI and HuggingFace in small, on this machine, for whoever has neither network nor account. */
public final class Practice implements AutoCloseable {
    /** What both sites take for a login. */
    public static final String TOKEN = DemoModels.TOKEN;

    /** Where it is, if nobody else is there: what was pasted before it was restarted still leads to it. */
    private static final int SITE = 8078;

    private static final int STORAGE = 8079;

    private final PracticeHub hub;
    private final List<Paste> pastes;

    private Practice(PracticeHub hub, DemoModels models) {
        this.hub = hub;
        pastes = models.samples(hub).stream().map(Paste::of).toList();
    }

    /**
     * Starts it.
     *
     * @param bytes how long the largest files are, 1 MiB or more
     * @param speed in bytes per second, all connections together; empty for as fast as it can
     * @throws StowageException when this machine lets nobody listen
     */
    public static Practice start(long bytes, OptionalLong speed) throws StowageException {
        DemoModels models = DemoModels.ofSize(bytes);
        PracticeHubBuilder builder = models.addTo(PracticeHub.builder());
        speed.ifPresent(builder::totalSpeed);
        try {
            return new Practice(started(builder), models);
        } catch (UncheckedIOException e) {
            throw new StowageException(
                    Problem.of(
                            Problem.Kind.STORAGE,
                            "no_port",
                            "start the practice hub on 127.0.0.1",
                            "this machine lets nobody listen there",
                            "Allow programs to listen there, then try again."),
                    e);
        }
    }

    private static PracticeHub started(PracticeHubBuilder builder) {
        try {
            return builder.ports(SITE, STORAGE).start();
        } catch (UncheckedIOException taken) {
            return builder.ports(0, 0).start();
        }
    }

    /** Whether it is where it was before, so that what is unfinished of earlier times can go on. */
    public boolean atItsPlace() {
        return hub.civitaiEndpoint().getPort() == SITE;
    }

    /** What {@code CIVITAI_ENDPOINT} has to be. */
    public URI civitai() {
        return hub.civitaiEndpoint();
    }

    /** What {@code HF_ENDPOINT} has to be. */
    public URI huggingFace() {
        return hub.huggingFaceEndpoint();
    }

    /** Everything that can be pasted. */
    public List<Paste> pastes() {
        return pastes;
    }

    /** One of each source, free ones. */
    public List<Paste> tour() {
        Map<String, Paste> bySource = new LinkedHashMap<>();
        pastes.stream().filter(Paste::free).forEach(paste -> bySource.putIfAbsent(paste.source(), paste));
        return List.copyOf(bySource.values());
    }

    @Override
    public void close() {
        hub.close();
    }
}
