package dev.stowage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusTest {
    /** The table as people agreed on it, written out once more: whoever changes one of the two has to mean it. */
    private static final String AGREED = """
            resolving: awaiting_decision queued completed failed cancelled
            awaiting_decision: queued completed resolving verifying cancelled
            queued: downloading resolving paused awaiting_decision failed cancelled
            downloading: verifying paused queued awaiting_decision completed failed cancelled
            paused: queued cancelled
            verifying: placing awaiting_review queued awaiting_decision completed failed cancelled
            awaiting_review: placing verifying completed cancelled
            placing: registering awaiting_review awaiting_decision failed
            registering: syncing completed failed
            syncing: completed
            failed: resolving queued verifying placing registering awaiting_review cancelled
            completed:
            cancelled:
            """;

    @Test
    void allowsExactlyTheAgreedTransitions() {
        assertEquals(agreed(), actual());
    }

    @ParameterizedTest
    @EnumSource
    void neverBecomesItself(Status status) {
        assertFalse(status.mayBecome(status));
    }

    @ParameterizedTest
    @EnumSource
    void reachesAnEnd(Status status) {
        assertTrue(reachable(status).stream().anyMatch(Status::ended));
    }

    @ParameterizedTest
    @EnumSource
    void isReachedFromTheFirst(Status status) {
        assertTrue(reachable(Status.RESOLVING).contains(status));
    }

    @Test
    void hasNoWayOutOfAnEnd() {
        Set<Status> ends = Arrays.stream(Status.values()).filter(Status::ended).collect(Collectors.toSet());
        assertEquals(EnumSet.of(Status.COMPLETED, Status.CANCELLED), ends);
    }

    @Test
    void isPlacedOnlyAfterVerificationOrAPersonsWord() {
        assertEquals(EnumSet.of(Status.VERIFYING, Status.AWAITING_REVIEW, Status.FAILED), before(Status.PLACING));
        assertEquals(EnumSet.of(Status.PLACING, Status.FAILED), before(Status.REGISTERING));
    }

    @Test
    void isCarriedWhereWorkIsToBeDone() {
        Set<Status> carried =
                Arrays.stream(Status.values()).filter(Status::carried).collect(Collectors.toSet());
        assertEquals(
                EnumSet.of(
                        Status.RESOLVING,
                        Status.DOWNLOADING,
                        Status.VERIFYING,
                        Status.PLACING,
                        Status.REGISTERING,
                        Status.SYNCING),
                carried);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsWireName(Status status) {
        assertEquals(Optional.of(status), Status.ofWire(status.wire()));
        assertTrue(status.wire().matches("[a-z_]+"));
    }

    @Test
    void knowsNoOtherWireName() {
        assertEquals(Optional.empty(), Status.ofWire("QUEUED"));
        assertEquals(Optional.empty(), Status.ofWire(""));
    }

    private static Set<Status> reachable(Status from) {
        Set<Status> seen = EnumSet.of(from);
        Deque<Status> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            Status status = open.pop();
            for (Status next : Status.values()) {
                if (status.mayBecome(next) && seen.add(next)) {
                    open.push(next);
                }
            }
        }
        return seen;
    }

    private static Set<Status> before(Status status) {
        return Arrays.stream(Status.values())
                .filter(from -> from.mayBecome(status))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Status.class)));
    }

    private static Map<String, Set<String>> agreed() {
        Map<String, Set<String>> table = new TreeMap<>();
        AGREED.lines().forEach(line -> {
            String[] row = line.split(":", -1);
            String next = row[1].strip();
            table.put(row[0], next.isEmpty() ? Set.of() : Set.of(next.split(" ", -1)));
        });
        return table;
    }

    private static Map<String, Set<String>> actual() {
        Map<String, Set<String>> table = new TreeMap<>();
        for (Status from : Status.values()) {
            table.put(
                    from.wire(),
                    Arrays.stream(Status.values())
                            .filter(from::mayBecome)
                            .map(Status::wire)
                            .collect(Collectors.toSet()));
        }
        return table;
    }
}
