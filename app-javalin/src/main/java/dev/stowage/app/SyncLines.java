package dev.stowage.app;

import dev.stowage.api.Library;
import dev.stowage.app.text.Text;
import dev.stowage.model.Problem;
import dev.stowage.model.Sync;
import dev.stowage.spi.StowageException;

/** How far an asset is on a worker, a line for each. */
record SyncLines(Library library) {
    private static final int STATE = 8;
    private static final int WORKER = 12;

    String of(Sync sync) throws StowageException {
        String file = library.find(sync.asset())
                .map(asset -> asset.path().toString())
                .orElse(sync.asset().shortForm());
        String why = sync.state()
                .problem()
                .map(Problem::why)
                .map(text -> "  (" + text + ")")
                .orElse("");
        return Text.fit(sync.state().phase().wire(), STATE) + "  "
                + Text.fit(sync.worker().text(), WORKER) + "  " + Text.safe(file + why);
    }
}
