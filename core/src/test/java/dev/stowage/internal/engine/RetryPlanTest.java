package dev.stowage.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Limits;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Samples;
import dev.stowage.model.Status;
import dev.stowage.spi.TransferListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPlanTest {
    private static final Problem TROUBLE = Samples.problem().canRetry();

    private final ProgressBoard board = new ProgressBoard(() -> 0, new Listeners(Thread::new));
    private final RetryPlan plan = plan(Limits.DEFAULT);

    @Test
    void waitsTwiceAsLongEachTimeAndGivesUpAfterTheEighth() {
        List<Long> waits = new ArrayList<>();
        Download download = Samples.in(Status.DOWNLOADING);
        for (int attempt = 1; attempt < 8; attempt++) {
            Download waiting = plan.after(download, TROUBLE);
            assertEquals(Status.QUEUED, waiting.status());
            assertEquals(attempt, waiting.attempts());
            assertEquals(Optional.of(TROUBLE), waiting.problem());
            waits.add(seconds(waiting));
            download = waiting.claimed();
        }
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L), waits);
        Download failed = plan.after(download, TROUBLE);
        assertEquals(Status.FAILED, failed.status());
        assertEquals(Optional.of(TROUBLE), failed.problem());
    }

    @Test
    void beginsToCountAnewAfterProgress() {
        Download tired = Samples.in(Status.DOWNLOADING).toBuilder()
                .attempts(7)
                .receivedBytes(100)
                .build();
        TransferListener transfer = board.watch(tired.id());
        transfer.started(100, OptionalLong.of(1000));
        assertEquals(Status.FAILED, plan.after(tired, TROUBLE).status(), "begun again, and no byte more");
        transfer.received(101, 1);
        Download waiting = plan.after(tired, TROUBLE);
        assertEquals(Status.QUEUED, waiting.status());
        assertEquals(1, waiting.attempts());
        assertEquals(1, seconds(waiting));
    }

    @Test
    void doesNotTakeBytesForProgressThatWereThereBefore() {
        Download download = Samples.in(Status.DOWNLOADING).toBuilder()
                .attempts(3)
                .receivedBytes(500)
                .build();
        TransferListener transfer = board.watch(download.id());
        transfer.started(0, OptionalLong.empty());
        transfer.received(400, 1);
        assertEquals(4, plan.after(download, TROUBLE).attempts());
    }

    @Test
    void isAsPatientAsItIsAskedToBe() {
        Download download = Samples.in(Status.DOWNLOADING);
        assertEquals(300, seconds(plan.after(download, TROUBLE.canRetryAfter(Duration.ofMinutes(5)))));
        assertEquals(1, seconds(plan.after(download, TROUBLE.canRetryAfter(Duration.ofMillis(5)))));
        assertEquals(1, seconds(plan.after(download, TROUBLE.canRetryAfter(Duration.ZERO))));
    }

    @ParameterizedTest
    @ValueSource(strings = {Codes.NO_SUCH_HOST, Codes.BAD_FRAMING, Codes.TLS_FAILED, Codes.EMPTY_REPLY})
    void givesUpSoonerWhereThereIsLittleHope(String code) {
        Problem hopeless =
                Problem.of(Problem.Kind.NETWORK, code, "go on", "why", "").canRetry();
        Download download = Samples.in(Status.DOWNLOADING);
        for (int attempt = 1; attempt < 3; attempt++) {
            download = plan.after(download, hopeless).claimed();
        }
        assertEquals(Status.FAILED, plan.after(download, hopeless).status());
        Limits impatient = new Limits(1, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        assertEquals(
                Status.FAILED,
                plan(impatient).after(Samples.in(Status.DOWNLOADING), hopeless).status());
    }

    @ParameterizedTest
    @EnumSource
    void asksAPersonWhateverHasBeenTriedBefore(Need need) {
        for (Status status : List.of(Status.RESOLVING, Status.DOWNLOADING, Status.VERIFYING, Status.PLACING)) {
            Download asking =
                    plan.after(Samples.in(status).toBuilder().attempts(7).build(), Samples.asking(need));
            assertEquals(Status.AWAITING_DECISION, asking.status(), status.wire());
            assertEquals(Optional.of(need), asking.need());
            Optional<Instant> again =
                    need == Need.FREE_SPACE ? Optional.of(Samples.NOW.plusSeconds(60)) : Optional.empty();
            assertEquals(again, asking.retryAt(), need + " looks again by itself");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RESOLVING, queued, awaiting_decision, failed",
        "DOWNLOADING, queued, awaiting_decision, failed",
        "VERIFYING, queued, awaiting_decision, failed",
        "PLACING, placing, awaiting_decision, failed",
        "REGISTERING, registering, failed, failed",
    })
    void doesWhatTheStatusAllows(Status status, String retryable, String asking, String hopeless) {
        Download download = Samples.in(status);
        assertEquals(retryable, plan.after(download, TROUBLE).status().wire());
        assertEquals(
                asking,
                plan.after(download, Samples.asking(Need.FREE_SPACE)).status().wire());
        assertEquals(hopeless, plan.after(download, Samples.problem()).status().wire());
    }

    @Test
    void waitsWhereItIsWhenThereIsNoWayBack() {
        Download download = Samples.in(Status.REGISTERING);
        for (int attempt = 1; attempt < 8; attempt++) {
            download = plan.after(download, TROUBLE);
            assertEquals(Status.REGISTERING, download.status());
            assertEquals(attempt, download.attempts());
            assertTrue(plan.tooEarly(download));
        }
        assertFalse(plan.tooEarly(download.retry()), "unless somebody says so");
        assertEquals(Status.FAILED, plan.after(download, TROUBLE).status());
    }

    @Test
    void waitsNoLongerThanItMayHoweverManyAttemptsThereAre() {
        Limits endless = new Limits(1, Integer.MAX_VALUE, Duration.ofDays(300), Duration.ofDays(365), Duration.ZERO);
        Download old =
                Samples.in(Status.DOWNLOADING).toBuilder().attempts(1_000_000).build();
        assertTrue(seconds(plan(endless).after(old, TROUBLE)) == 365L * 24 * 3600);
    }

    private RetryPlan plan(Limits limits) {
        return new RetryPlan(limits, Clock.fixed(Samples.NOW, ZoneOffset.UTC), board);
    }

    private static long seconds(Download waiting) {
        return Duration.between(Samples.NOW, waiting.retryAt().orElseThrow()).toSeconds();
    }
}
