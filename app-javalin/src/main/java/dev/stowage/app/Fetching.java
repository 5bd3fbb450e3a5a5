package dev.stowage.app;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Stowage;
import dev.stowage.app.progress.Board;
import dev.stowage.app.progress.LogView;
import dev.stowage.app.progress.ProgressView;
import dev.stowage.app.progress.TerminalView;
import dev.stowage.spi.StowageException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Downloads in the terminal: what was asked for is followed to its end with progress, and put away when the process ends. */
final class Fetching {
    private final Surroundings surroundings;
    private final Config config;
    private final boolean quiet;
    private final String again;

    /** @param again the command that goes on after an interruption */
    Fetching(RootCommand root, Config config, String again) {
        surroundings = root.surroundings();
        this.config = config;
        quiet = root.options().quiet();
        this.again = again;
    }

    /**
     * What became of each request, in their order; empty when the process is about to end.
     *
     * @param command what this process is, for whoever finds the data folder in use
     */
    Optional<List<Outcome>> outcomes(String command, List<DownloadRequest> requests) {
        try {
            List<Outcome> outcomes = followed(command, requests);
            return interruption().happened() ? Optional.empty() : Optional.of(outcomes);
        } catch (InterruptedException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            if (interruption().happened()) {
                return Optional.empty(); // the store was closed under the hands of the one that reads it
            }
            throw e;
        }
    }

    private List<Outcome> followed(String command, List<DownloadRequest> requests) throws InterruptedException {
        Board board = new Board(surroundings.time().nanos());
        try (Stowage stowage = Composition.build(config, command);
                ProgressView view = view(board)) {
            interruption().during(() -> park(stowage, view));
            stowage.listen(board);
            stowage.start();
            return new Following(stowage.downloads(), board, view, surroundings).outcomes(requests);
        } catch (StowageException e) {
            return requests.stream()
                    .<Outcome>map(request -> new Outcome.Refused(Following.shown(request.pasted()), e.problem()))
                    .toList();
        } finally {
            interruption().over();
        }
    }

    private ProgressView view(Board board) {
        Surroundings.Time time = surroundings.time();
        if (quiet) {
            return ProgressView.silent();
        }
        return config.screen().terminal()
                ? new TerminalView(board, err(), config.screen(), time.nanos(), time.clock())
                : new LogView(board, err(), time.clock());
    }

    private void park(Stowage stowage, ProgressView view) {
        view.close();
        stowage.close();
        err().println("stowage: Interrupted; what was received is kept. To go on, run: " + again);
    }

    private Interruption interruption() {
        return surroundings.interruption();
    }

    private PrintStream err() {
        return surroundings.streams().err();
    }
}
