package dev.stowage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {
    @Test
    void hasOneExitCodeAndOneHttpStatusPerKind() {
        Map<String, String> agreed = Map.of(
                "UNEXPECTED", "1 500",
                "USAGE", "2 400",
                "CONFLICT", "2 409",
                "NOT_FOUND", "3 404",
                "AUTHENTICATION", "4 403",
                "NETWORK", "5 502",
                "VERIFICATION", "6 422",
                "STORAGE", "7 507",
                "CANCELLED", "8 409",
                "DECISION", "10 409");
        Map<String, String> actual = Arrays.stream(Problem.Kind.values())
                .collect(Collectors.toMap(Enum::name, kind -> kind.exitCode() + " " + kind.httpStatus()));
        assertEquals(agreed, actual);
    }

    @Test
    void saysWhatCouldNotBeDoneWhyAndWhatToDo() {
        Problem problem = Problem.of(
                Problem.Kind.NOT_FOUND,
                "not_found",
                "download dragon.safetensors from host.example",
                "there is no such file",
                "Check the address.");
        assertEquals(
                "Could not download dragon.safetensors from host.example: there is no such file. Check the address.",
                problem.message());
    }

    @Test
    void endsWithTheCauseWhenNothingCanBeDone() {
        assertEquals("Could not go on: it is over.", problem("it is over", "").message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0007",
                "\n",
                "\r",
                "\t",
                "\u001B[31m",
                "\u007F",
                "\u0085",
                "\u009B31m",
                "\u202E",
                "\u200B",
                "\u2028",
                "\u2029",
                "\uFEFF"
            })
    void showsNoCharacterThatControlsATerminal(String evil) {
        Problem problem = new Problem(
                Problem.Kind.NETWORK,
                "refused",
                "get a" + evil + "b",
                "c" + evil + "d",
                "E" + evil + "f.",
                false,
                Optional.empty(),
                Optional.empty());
        String shown = problem.message();
        assertTrue(shown.contains("\uFFFD"), shown);
        assertFalse(shown.contains(evil.substring(0, 1)), "still there");
        assertEquals(1, shown.lines().count());
        assertTrue(shown.chars().noneMatch(Character::isISOControl));
    }

    @Test
    void leavesOtherLettersAlone() {
        assertEquals(
                "Could not go on: modèle 模型 😀.", problem("modèle 模型 😀", "").message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Not_Found", "not found", "1st", "not-found", "_x", "ä"})
    void hasALowerSnakeCode(String code) {
        assertThrows(
                IllegalArgumentException.class,
                () -> Problem.of(Problem.Kind.NETWORK, code, "go on", "it is over", ""));
    }

    @Test
    void isRetriedOrAskedAboutButNeverBoth() {
        Problem problem = problem("it is over", "");
        assertFalse(problem.retryable());
        assertTrue(problem.canRetry().retryable());
        Problem patient = problem.canRetryAfter(Duration.ofSeconds(7));
        assertEquals(Optional.of(Duration.ofSeconds(7)), patient.retryAfter());
        assertTrue(patient.retryable());
        Problem asking = problem.canRetry().asking(Need.ADD_TOKEN);
        assertFalse(asking.retryable());
        assertEquals(Optional.of(Need.ADD_TOKEN), asking.need());
    }

    @Test
    void namesADefectWithoutItsMessage() {
        Problem defect = Problem.defect("resolve", new IllegalStateException("CANARY"));
        assertFalse(defect.message().contains("CANARY"), defect.message());
        assertTrue(defect.message().contains("java.lang.IllegalStateException at dev.stowage.model.ProblemTest"));
        assertEquals(Codes.INTERNAL, defect.code());
        assertEquals(1, defect.kind().exitCode());
    }

    @ParameterizedTest
    @EnumSource
    void everyNeedHasItsExitCode(Need need) {
        int code = need.kind().exitCode();
        switch (need) {
            case ADD_TOKEN, ACCEPT_LICENSE, PURCHASE -> assertEquals(4, code);
            case FREE_SPACE, FIX_STORAGE -> assertEquals(7, code);
            default -> assertEquals(10, code);
        }
    }

    private static Problem problem(String why, String advice) {
        return Problem.of(Problem.Kind.NETWORK, "refused", "go on", why, advice);
    }
}
