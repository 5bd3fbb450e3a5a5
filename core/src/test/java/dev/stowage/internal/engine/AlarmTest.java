package dev.stowage.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Samples;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private final Alarm alarm = new Alarm();
    private final SetClock clock = new SetClock();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void wakesWhenItWasNudgedBefore() {
        alarm.nudge();
        assertTrue(alarm.await(clock));
    }

    @Test
    void wakesWhenItIsNudgedWhileWaiting() throws Exception {
        Future<Boolean> woken = waiting();
        alarm.nudge();
        assertTrue(woken.get());
    }

    @Test
    void countsNudgesOnce() throws Exception {
        alarm.nudge();
        alarm.nudge();
        assertTrue(alarm.await(clock));
        Future<Boolean> woken = waiting();
        assertFalse(woken.isDone());
        alarm.nudge();
        assertTrue(woken.get());
    }

    @Test
    void wakesAtATimeThatHasCome() {
        alarm.wakeAt(Samples.NOW.minusSeconds(1));
        assertTrue(alarm.await(clock));
        alarm.wakeAt(Samples.NOW);
        assertTrue(alarm.await(clock));
    }

    @Test
    void wakesAtTheEarliestOfTheTimes() throws Exception {
        alarm.wakeAt(Samples.NOW.plusSeconds(3600));
        alarm.wakeAt(Samples.NOW.plusMillis(5));
        Future<Boolean> woken = waiting();
        clock.now = Samples.NOW.plusMillis(5);
        assertTrue(woken.get());
    }

    @Test
    void hearsOfAnEarlierTimeWhileWaiting() throws Exception {
        Future<Boolean> woken = waiting();
        alarm.wakeAt(Samples.NOW);
        assertTrue(woken.get());
    }

    @Test
    void forgetsTimesThatHaveCome() throws Exception {
        alarm.wakeAt(Samples.NOW);
        assertTrue(alarm.await(clock));
        assertFalse(waiting().isDone());
        alarm.nudge();
    }

    @Test
    void takesNoNudgeDuringAPause() throws Exception {
        alarm.pauseUntil(Samples.NOW.plusMillis(50));
        alarm.nudge();
        Future<Boolean> woken = waiting();
        assertFalse(woken.isDone());
        clock.now = Samples.NOW.plusMillis(50);
        assertTrue(woken.get());
    }

    @Test
    void hearsOfAPauseWhileWaiting() throws Exception {
        Future<Boolean> woken = waiting();
        alarm.pauseUntil(Samples.NOW.plusMillis(5));
        clock.now = Samples.NOW.plusMillis(5);
        assertTrue(woken.get(), "the end of the pause is a time to wake at");
    }

    @Test
    void wakesNowAndThenWithoutAReason() {
        Alarm restless = new Alarm(Duration.ofMillis(2));
        restless.wakeAt(Samples.NOW.plusSeconds(3600));
        assertTrue(restless.await(clock));
        assertTrue(restless.await(clock));
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        Thread[] waiter = new Thread[1];
        CountDownLatch begun = new CountDownLatch(1);
        Future<Boolean> woken = threads.submit(() -> {
            waiter[0] = Thread.currentThread();
            begun.countDown();
            return alarm.await(clock);
        });
        begun.await();
        waiter[0].interrupt();
        assertEquals(false, woken.get());
    }

    @Test
    void survivesAClockThatIsSetBack() throws Exception {
        alarm.wakeAt(Samples.NOW.plusMillis(1));
        clock.now = Samples.NOW.minus(Duration.ofDays(365));
        Future<Boolean> woken = waiting();
        alarm.nudge();
        assertTrue(woken.get());
    }

    /** A waiter that is in await, not merely on its way. */
    private Future<Boolean> waiting() {
        AtomicReference<Thread> waiter = new AtomicReference<>();
        Future<Boolean> woken = threads.submit(() -> {
            waiter.set(Thread.currentThread());
            return alarm.await(clock);
        });
        while (waiter.get() == null || (waiter.get().getState() != Thread.State.TIMED_WAITING && !woken.isDone())) {
            Thread.onSpinWait();
        }
        return woken;
    }

    private static final class SetClock extends Clock {
        private volatile Instant now = Samples.NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
