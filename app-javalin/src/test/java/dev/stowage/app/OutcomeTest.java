package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.app.served.Server;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Finding;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class OutcomeTest {
    private final Sentences sentences = new Sentences("stowage get URL", Duration.ofSeconds(60), Logins.NONE);

    @Test
    void completedIsZeroAndNeedsNoSentence() {
        Outcome done = new Outcome.Rested(Samples.completed());
        assertEquals(0, done.exitCode());
        assertEquals(Optional.empty(), sentences.about(done));
    }

    @ParameterizedTest
    @EnumSource(Problem.Kind.class)
    void failedTellsItsKind(Problem.Kind kind) {
        Outcome failed = new Outcome.Rested(
                Samples.in(Status.FAILED).problem(Samples.problem(kind)).build());
        assertEquals(kind.exitCode(), failed.exitCode());
        assertEquals(
                "Could not get style.safetensors from example.org: it does not answer. Try again later.",
                sentences.about(failed).orElseThrow());
    }

    @Test
    void aServerThatEndsBeforeItAnswersLeavesWordHowToGoOn() {
        Problem gone = Problem.of(Problem.Kind.NETWORK, Server.GONE, "ask the server", "it has ended", "Start it.");
        assertEquals(
                "Could not ask the server: it has ended. Start it. To go on, run: stowage get URL",
                sentences.about(new Outcome.Refused(Optional.empty(), gone)).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "ADD_TOKEN, 4",
        "ACCEPT_LICENSE, 4",
        "PURCHASE, 4",
        "FREE_SPACE, 7",
        "FIX_STORAGE, 7",
        "CHOOSE_FILE, 10",
        "DUPLICATE, 10",
        "OPEN_PAGE, 10",
        "ALLOW_ADDRESS, 10",
        "CONFIRM_CHANGE, 10"
    })
    void aNeedTellsItsOwnKind(Need need, int code) {
        Problem problem = Samples.problem(Problem.Kind.NETWORK).asking(need);
        Outcome asking = new Outcome.Rested(
                Samples.in(Status.AWAITING_DECISION).problem(problem).build());
        assertEquals(code, asking.exitCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                Codes.TYPE_UNKNOWN + " | --type TYPE.",
                Codes.UNVERIFIED + " | --sha256 HEX or --review never.",
                Codes.TARGET_EXISTS + " | --name NAME or --on-duplicate download.",
                Codes.UNSAFE_FORMAT + " | --review never."
            })
    void aReviewIsTenAndNamesTheOptionThatSettlesIt(String code, String option) {
        Outcome review = new Outcome.Rested(reviewed(Finding.doubt(code, "There is a doubt.")));
        assertEquals(10, review.exitCode());
        assertEquals(
                "style.safetensors from example.org waits for your review: There is a doubt. To settle it, run the command"
                        + " again with " + option,
                sentences.about(review).orElseThrow());
    }

    @Test
    void aReviewWithSeveralDoubtsNamesEachOptionOnce() {
        Outcome review = new Outcome.Rested(reviewed(
                Finding.doubt(Codes.TYPE_UNKNOWN, "The type is unknown."),
                Finding.doubt(Codes.NO_RULE, "No rule fits."),
                Finding.note(Codes.NAME_CHANGED, "The name was changed."),
                Finding.doubt(Codes.UNSAFE_FORMAT, "The format is unsafe.")));
        String sentence = sentences.about(review).orElseThrow();
        assertTrue(sentence.endsWith("with --review never and --type TYPE."), sentence);
        assertTrue(sentence.contains("The type is unknown. No rule fits. The format is unsafe."), sentence);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"PAUSED", "CANCELLED"})
    void whatSomebodyStoppedIsEight(Status status) {
        Outcome stopped = new Outcome.Rested(Samples.in(status).build());
        assertEquals(8, stopped.exitCode());
        assertTrue(sentences.about(stopped).isPresent());
    }

    @Test
    void whatWasLeftIsFiveAndSaysHowToGoOn() {
        Outcome left = new Outcome.Left(Samples.in(Status.QUEUED)
                .problem(Samples.problem(Problem.Kind.NETWORK))
                .build());
        assertEquals(5, left.exitCode());
        assertEquals(
                "Could not get style.safetensors from example.org: it does not answer. Try again later. It stays queued;"
                        + " to go on, run: stowage get URL",
                sentences.about(left).orElseThrow());
    }

    @Test
    void whatWasLeftWithoutAReasonSaysThatNothingMoved() {
        Outcome left = new Outcome.Left(Samples.in(Status.QUEUED).build());
        assertEquals(
                "Could not get style.safetensors from example.org: nothing moved for 60 seconds. It stays queued; to go"
                        + " on, run: stowage get URL",
                sentences.about(left).orElseThrow());
    }

    @Test
    void aSkippedDuplicateIsZeroAndSaysWhichOptionChangesThat() {
        Download skipped = Samples.reused();
        Outcome outcome = new Outcome.Rested(skipped);
        assertEquals(0, outcome.exitCode());
        assertEquals(
                "style.safetensors from example.org is already registered as My style (/models/loras/style.safetensors), the"
                        + " same bytes, so nothing was downloaded. To get a second file beside it, add --on-duplicate"
                        + " download.",
                sentences.about(outcome).orElseThrow());
    }

    @Test
    void ofSeveralFailuresTheMostSeriousIsTold() {
        assertEquals(0, ExitCode.of(Set.of()));
        assertEquals(0, ExitCode.of(Set.of(0)));
        assertEquals(5, ExitCode.of(Set.of(0, 5, 10)));
        assertEquals(6, ExitCode.of(Set.of(3, 5, 6, 7)));
        assertEquals(1, ExitCode.of(Set.of(1, 6)));
        assertEquals(8, ExitCode.of(Set.of(0, 8)));
        for (Problem.Kind kind : Problem.Kind.values()) {
            assertEquals(kind.exitCode(), ExitCode.of(Set.of(0, kind.exitCode())), "every kind has its rank");
        }
    }

    private static Download reviewed(Finding... findings) {
        return Samples.in(Status.AWAITING_REVIEW).findings(List.of(findings)).build();
    }
}
