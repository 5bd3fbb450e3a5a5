package dev.stowage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommandTest {
    @ParameterizedTest
    @CsvSource({
        "RESOLVING, cancel priority",
        "AWAITING_DECISION, cancel retry decision priority",
        "QUEUED, pause cancel retry priority",
        "DOWNLOADING, pause cancel priority",
        "PAUSED, resume cancel priority",
        "VERIFYING, cancel priority",
        "AWAITING_REVIEW, cancel review priority",
        "PLACING, priority",
        "REGISTERING, priority",
        "SYNCING, cancel priority verify",
        "COMPLETED, verify",
        "FAILED, cancel retry priority",
        "CANCELLED, ''",
    })
    void isPossibleWhereItChangesSomething(Status status, String commands) {
        assertEquals(
                commands, Command.possible(status).stream().map(Command::wire).collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @EnumSource
    void refusalNamesTheStatusAndWhatIsPossible(Status status) {
        Download download = Samples.in(status);
        for (Command command : Command.values()) {
            if (!command.possibleIn(status)) {
                IllegalCommandException refusal =
                        assertThrows(IllegalCommandException.class, () -> command.check(download));
                Problem problem = refusal.problem();
                assertEquals(Problem.Kind.CONFLICT, problem.kind());
                assertEquals(Codes.ILLEGAL_STATE, problem.code());
                assertTrue(problem.message().contains("it is " + status.wire()), problem.message());
                for (Command possible : Command.possible(status)) {
                    assertTrue(problem.advice().contains(possible.wire()), problem.advice());
                }
            }
        }
    }

    @Test
    void sayingTheSameTwiceIsSayingItOnce() {
        List<UnaryOperator<Download>> verbs =
                List.of(Download::pause, Download::resume, Download::cancel, Download::retry, d -> d.prioritised(5));
        for (Status status : Status.values()) {
            for (UnaryOperator<Download> verb : verbs) {
                Download once = attempted(verb, Samples.in(status));
                Download twice = attempted(verb, once);
                assertEquals(once, twice, status.wire());
            }
        }
    }

    private static Download attempted(UnaryOperator<Download> verb, Download download) {
        try {
            return verb.apply(download);
        } catch (IllegalCommandException refused) {
            return download;
        }
    }
}
