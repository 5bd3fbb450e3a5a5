package dev.stowage.civitai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stowage.model.FileKey;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeCall;
import dev.stowage.tck.fake.FakeHttpGateway;
import dev.stowage.tck.fake.ManualClock;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;

/** A site of recorded answers and a source that asks it. */
final class Sites {
    static final Instant NOW = Instant.parse("2026-08-15T00:00:00Z");

    private static final String API = "/api/v1/";

    final FakeHttpGateway web = new FakeHttpGateway();
    private final Site site;

    private Sites(Site site) {
        this.site = site;
    }

    static Sites usual() {
        return at(Site.PUBLIC_ADDRESS);
    }

    static Sites at(String address) {
        try {
            return new Sites(Site.at(address));
        } catch (StowageException e) {
            throw new AssertionError(e);
        }
    }

    /** Answers a path of the usual front. */
    Sites json(String path, String json) {
        web.json(site.home() + API + path, json);
        return this;
    }

    Sites recorded(String path, String recording) {
        return json(path, new String(Recordings.bytes(recording), UTF_8));
    }

    /** Refuses paths on every front. */
    Sites refused(int status, String... paths) {
        for (String path : paths) {
            site.fronts(Optional.empty()).forEach(front -> web.status(front + API + path, status));
        }
        return this;
    }

    Sites refused(String path, int status, String body) {
        site.fronts(Optional.empty())
                .forEach(front -> web.reply(front + API + path, status, Map.of(), body.getBytes(UTF_8)));
        return this;
    }

    CivitaiResolver source() {
        return new CivitaiResolver(site, new CivitaiApi(web, site), ManualClock.startingAt(NOW));
    }

    Resolution.Found found(String pasted) throws StowageException {
        Reference reference = Reference.parse(pasted).reference();
        return (Resolution.Found) source().resolve(reference, FakeCall.local());
    }

    Problem problem(String pasted) {
        return Assertions.assertThrows(StowageException.class, () -> found(pasted))
                .problem();
    }

    URI located(FileKey key) throws StowageException {
        return source().locate(key, FakeCall.local()).address();
    }

    List<String> asked() {
        return web.requests().stream().map(query -> query.address().toString()).toList();
    }

    static RemoteFile recommended(Resolution.Found found) {
        List<RemoteFile> files =
                found.files().stream().filter(RemoteFile::recommended).toList();
        Assertions.assertEquals(1, files.size(), () -> "recommended among " + found.files());
        return files.get(0);
    }
}
