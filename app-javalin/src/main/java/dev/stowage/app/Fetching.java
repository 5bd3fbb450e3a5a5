package dev.stowage.app;

import dev.stowage.api.DownloadRequest;
import dev.stowage.app.progress.Board;
import dev.stowage.app.progress.LogView;
import dev.stowage.app.progress.ProgressView;
import dev.stowage.app.progress.TerminalView;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Problem;
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
    private final Again elsewhere;

    /**
     * What has come of it.
     *
     * @param outcomes of each request, in their order, and of what joined them
     * @param logins how a person logs in where that is asked for
     */
    record Fetched(List<Outcome> outcomes, Logins logins) {}

    /** @param again the command that goes on after an interruption */
    Fetching(RootCommand root, Config config, String again) {
        surroundings = root.surroundings();
        this.config = config;
        quiet = root.options().quiet();
        this.again = again;
        elsewhere = root.again();
    }

    /**
     * What became of the requests; empty when the process is about to end.
     *
     * @param opening opens the data folder in which they are
     */
    Optional<Fetched> fetched(Opening opening, List<DownloadRequest> requests) {
        try {
            Fetched fetched = followed(opening, requests);
            return interruption().happened() ? Optional.empty() : Optional.of(fetched);
        } catch (InterruptedException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            if (interruption().happened()) {
                return Optional.empty(); // the store was closed under the hands of the one that reads it
            }
            throw e;
        }
    }

    private Fetched followed(Opening opening, List<DownloadRequest> requests) throws InterruptedException {
        Board board = new Board(surroundings.time().nanos());
        try (Opened opened = opening.open();
                ProgressView view = view(board)) {
            interruption().during(() -> {
                view.close();
                opened.close();
                err().println("stowage: " + interrupted(opened, board.followed()));
            });
            opened.start(board);
            List<Outcome> outcomes = new Following(opened, board, view, surroundings).outcomes(requests);
            return new Fetched(outcomes, Logins.of(rested(outcomes), opened.tokens(), elsewhere));
        } catch (StowageException e) {
            return new Fetched(refused(requests, e.problem()), Logins.NONE);
        } finally {
            interruption().over();
        }
    }

    private static List<Outcome> refused(List<DownloadRequest> requests, Problem problem) {
        return requests.stream()
                .<Outcome>map(request -> new Outcome.Refused(Following.shown(request.pasted()), problem))
                .toList();
    }

    private static List<Download> rested(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Rested.class::isInstance)
                .map(outcome -> ((Outcome.Rested) outcome).download())
                .toList();
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

    /** What a server works on does not end with who watches it. */
    private String interrupted(Opened opened, List<DownloadId> followed) {
        if (opened.server().isEmpty() || followed.isEmpty()) {
            return "Interrupted; what was received is kept. To go on, run: " + again;
        }
        return "Interrupted; " + opened.server().get().phrase() + " goes on with it. To follow it again, run: " + again
                + " To stop it, run: " + elsewhere.pause(followed) + " (or cancel)";
    }

    /** Opens a data folder when everything else is there. */
    interface Opening {
        Opened open() throws StowageException;
    }

    private Interruption interruption() {
        return surroundings.interruption();
    }

    private PrintStream err() {
        return surroundings.streams().err();
    }
}
