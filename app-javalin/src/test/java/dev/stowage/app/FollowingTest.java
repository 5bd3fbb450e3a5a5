package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stowage.api.Decision;
import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Downloads;
import dev.stowage.api.Preview;
import dev.stowage.api.Progress;
import dev.stowage.api.Review;
import dev.stowage.api.ReviewEdit;
import dev.stowage.app.progress.Board;
import dev.stowage.app.progress.ProgressView;
import dev.stowage.model.Answers;
import dev.stowage.model.Change;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FollowingTest {
    private final Script script = new Script();
    private final Board board = new Board(() -> script.seconds * 1_000_000_000);
    private final Run run = new Run(Path.of("/unused")).patience(Duration.ofSeconds(60));

    @Test
    void followsThroughEveryStatusToTheEnd() throws InterruptedException {
        script.plays("a", Status.RESOLVING, Status.QUEUED, Status.DOWNLOADING, Status.VERIFYING, Status.COMPLETED);
        List<Outcome> outcomes = follow("a");
        assertEquals(Status.COMPLETED, rested(outcomes.get(0)));
    }

    @Test
    void keepsTheOrderOfTheReferences() throws InterruptedException {
        script.plays("a", Status.RESOLVING, Status.COMPLETED);
        script.plays("b", Status.RESOLVING, Status.FAILED);
        List<Outcome> outcomes = follow("b", "a");
        assertEquals(
                List.of(Status.FAILED, Status.COMPLETED),
                outcomes.stream().map(FollowingTest::rested).toList());
    }

    @Test
    void tellsOfTheSameDownloadOnce() throws InterruptedException {
        script.plays("a", Status.RESOLVING, Status.COMPLETED);
        assertEquals(1, follow("a", "a").size());
    }

    @Test
    void leavesWhatDoesNotMoveForTooLong() throws InterruptedException {
        script.plays("a", Status.RESOLVING, Status.QUEUED, Status.DOWNLOADING);
        script.secondsPerWait = 10;
        Outcome.Left left = assertInstanceOf(Outcome.Left.class, follow("a").get(0));
        assertEquals(Status.QUEUED, left.download().status(), "as it is once Stowage is closed");
    }

    @Test
    void aLeftDownloadTellsHowMuchItHas() throws InterruptedException {
        script.plays("a", Status.DOWNLOADING);
        script.secondsPerWait = 31;
        script.received.put("a", () -> 123);
        Outcome.Left left = assertInstanceOf(Outcome.Left.class, follow("a").get(0));
        assertEquals(123, left.download().receivedBytes());
    }

    @Test
    void staysWithAWaitingOneWhileAnotherMoves() throws InterruptedException {
        Stream<Status> patient = Stream.generate(() -> Status.QUEUED).limit(50);
        script.plays("a", Stream.concat(patient, Stream.of(Status.COMPLETED)).toArray(Status[]::new));
        script.plays("b", Status.DOWNLOADING, Status.COMPLETED);
        script.secondsPerWait = 5;
        script.received.put("b", () -> script.seconds);
        assertEquals(Status.COMPLETED, rested(follow("a", "b").get(0)));
    }

    @Test
    void theOtherFilesOfAReferenceAreFollowedBehindIt() throws InterruptedException {
        group();
        script.plays("z", Status.RESOLVING, Status.COMPLETED);
        assertEquals(List.of("a", "a-2", "a-10", "z"), ids(follow("a", "z")));
        assertEquals(List.of("a-2", "a-10", "a"), ids(follow("a-2", "a")), "each of them once");
    }

    @Test
    void aFileThatIsAskedForAloneIsFollowedAlone() throws InterruptedException {
        group();
        DownloadRequest alone = DownloadRequest.builder("a-2")
                .answers(Answers.builder().files(List.of("one")).build())
                .build();
        assertEquals(List.of("a-2"), ids(follow(List.of(alone))));
    }

    @Test
    void aFileThatWasQuickerThanAnybodyLookedIsShown() throws InterruptedException {
        group();
        script.plays("a-2", Status.COMPLETED);
        script.plays("a-10", Status.COMPLETED);
        script.savedAt.put("a-2", Instant.MAX);
        script.savedAt.put("a-10", Instant.EPOCH);
        follow("a");
        assertEquals(Set.of(new DownloadId("a"), new DownloadId("a-2")), Set.copyOf(board.followed()));
    }

    private void group() {
        for (String id : List.of("a-10", "a-2", "a")) {
            script.plays(id, Status.QUEUED, Status.DOWNLOADING, Status.COMPLETED);
            script.group.add(id);
        }
    }

    private static List<String> ids(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> assertInstanceOf(Outcome.Rested.class, outcome)
                        .download()
                        .id()
                        .text())
                .toList();
    }

    @Test
    void aReferenceThatIsRefusedStopsNoOther() throws InterruptedException {
        script.plays("a", Status.RESOLVING, Status.COMPLETED);
        List<Outcome> outcomes = follow("refused", "a");
        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, outcomes.get(0));
        assertEquals(2, refused.exitCode());
        assertEquals(Status.COMPLETED, rested(outcomes.get(1)));
    }

    @Test
    void stopsWhenTheProcessEnds() {
        script.plays("a", Status.RESOLVING);
        run.interruption().happen();
        assertThrows(InterruptedException.class, () -> follow("a"));
    }

    private List<Outcome> follow(String... references) throws InterruptedException {
        return follow(Stream.of(references).map(DownloadRequest::of).toList());
    }

    private List<Outcome> follow(List<DownloadRequest> requests) throws InterruptedException {
        return new Following(script, board, ProgressView.silent(), run.surroundings()).outcomes(requests);
    }

    private static Status rested(Outcome outcome) {
        return assertInstanceOf(Outcome.Rested.class, outcome).download().status();
    }

    /** Downloads that go one status further each time somebody waits for them. */
    private static final class Script implements Downloads {
        private final Map<String, Deque<Status>> plays = new HashMap<>();
        private final List<String> group = new ArrayList<>();
        private final Map<String, Instant> savedAt = new HashMap<>();
        private long version;
        private long seconds;
        private long secondsPerWait;
        private final Map<String, LongSupplier> received = new HashMap<>();

        private void plays(String id, Status... statuses) {
            plays.put(id, new ArrayDeque<>(List.of(statuses)));
        }

        @Override
        public Download submit(DownloadRequest request) throws StowageException {
            Deque<Status> play = plays.get(request.pasted());
            if (play == null) {
                throw new StowageException(Samples.problem(Problem.Kind.USAGE));
            }
            return next(request.pasted(), play);
        }

        @Override
        public Download await(DownloadId id, Duration atMost) {
            seconds += secondsPerWait;
            Deque<Status> play = plays.getOrDefault(id.text(), new ArrayDeque<>());
            return next(id.text(), play);
        }

        private Download next(String id, Deque<Status> play) {
            Status status = play.size() > 1 ? play.remove() : play.element();
            Optional<DownloadId> first = group.contains(id) ? Optional.of(new DownloadId("a")) : Optional.empty();
            DownloadBuilder next = Samples.in(status, id).version(++version).group(first);
            return next.updatedAt(savedAt.getOrDefault(id, Instant.EPOCH)).build();
        }

        @Override
        public Preview preview(DownloadRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Download> find(DownloadId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<Download> list(DownloadQuery query) {
            List<Download> members = group.stream()
                    .map(id -> next(id, plays.getOrDefault(id, new ArrayDeque<>())))
                    .toList();
            return new Page<>(members, Optional.empty());
        }

        @Override
        public Download prioritise(DownloadId id, int priority) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<Status, Long> counts(DownloadQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Change> history(DownloadId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Progress> progress(DownloadId id) {
            return received.containsKey(id.text())
                    ? Optional.of(new Progress(
                            received.get(id.text()).getAsLong(), OptionalLong.empty(), 1, Optional.empty(), 1))
                    : Optional.empty();
        }

        @Override
        public Download pause(DownloadId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Download resume(DownloadId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Download cancel(DownloadId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Download retry(DownloadId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Download decide(DownloadId id, Decision decision) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Review reviewOf(DownloadId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Download review(DownloadId id, Draft draft, boolean approve) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Download review(DownloadId id, ReviewEdit edit, boolean approve) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Download reject(DownloadId id, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Download verify(DownloadId id) {
            throw new UnsupportedOperationException();
        }
    }
}
