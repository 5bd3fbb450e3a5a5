package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import dev.stowage.http.SegmentPlan.Segment;
import dev.stowage.http.SegmentPlan.Sizes;
import dev.stowage.http.SegmentPlan.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentPlanTest {
    private static final long MIB = 1L << 20;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void handsPiecesOutInTheOrderOfTheFile() {
        SegmentPlan plan = plan(0, 100 * MIB);
        for (int i = 0; i < 5; i++) {
            Segment segment = plan.next(new Wish(8, 0, 0)).orElseThrow();
            assertEquals(i * 4L * MIB, plan.position(segment));
            assertEquals((i + 1) * 4L * MIB, plan.end(segment));
        }
    }

    @Test
    void givesAFastConnectionMore() {
        assertEquals(40 * MIB, firstEnd(1_000 * MIB, new Wish(4, 10 * MIB, 0)));
        assertEquals(20 * MIB, firstEnd(160 * MIB, new Wish(4, 10 * MIB, 0)), "a fair share of what is left");
        assertEquals(4 * MIB, firstEnd(160 * MIB, new Wish(4, 10, 0)), "never too small");
    }

    @Test
    void leavesNoCrumbs() {
        assertEquals(4 * MIB + 1, firstEnd(4 * MIB + 1, new Wish(4, 0, 0)));
        assertEquals(5 * MIB - 1, firstEnd(5 * MIB - 1, new Wish(4, 0, 0)));
        assertEquals(4 * MIB, firstEnd(5 * MIB, new Wish(4, 0, 0)));
    }

    @Test
    void handsOutFirstWhatIsGivenBack() {
        SegmentPlan plan = plan(0, 100 * MIB);
        Segment first = plan.next(new Wish(2, 0, 0)).orElseThrow();
        Segment second = plan.next(new Wish(2, 0, 0)).orElseThrow();
        plan.take(first, 1_000, SECOND);
        plan.close(first);
        plan.take(second, 1_000, SECOND);
        Segment again = plan.next(new Wish(2, 0, 0)).orElseThrow();
        assertEquals(1_000, plan.position(again));
        assertEquals(4 * MIB, plan.end(again));
    }

    @Test
    void goesOnBehindItsEndAsFarAsTheAnswerGoes() {
        SegmentPlan plan = plan(0, 100 * MIB);
        Segment segment = plan.next(new Wish(1, 0, 0)).orElseThrow();
        assertFalse(plan.extend(segment, 100 * MIB, new Wish(1, 0, 0)), "there is more to take first");
        plan.take(segment, (int) (4 * MIB), SECOND);
        assertEquals(100 * MIB, plan.reach(segment));
        assertFalse(plan.extend(segment, 4 * MIB, new Wish(1, 0, 0)), "the answer ends here");
        assertTrue(plan.extend(segment, 6 * MIB, new Wish(1, 0, 0)));
        assertEquals(6 * MIB, plan.end(segment));
        plan.take(segment, (int) (2 * MIB), SECOND);
        assertTrue(plan.next(new Wish(2, 0, 0)).isPresent());
        assertFalse(plan.extend(segment, 100 * MIB, new Wish(2, 0, 0)), "somebody else has it");
    }

    @Test
    void takesTheBackOfWhatWouldTakeLongest() {
        SegmentPlan plan = plan(0, 16 * MIB);
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            segments.add(plan.next(new Wish(4, 0, 0)).orElseThrow());
        }
        plan.take(segments.get(0), (int) (3 * MIB), SECOND);
        plan.take(segments.get(1), (int) MIB, SECOND);
        plan.take(segments.get(2), (int) (2 * MIB), SECOND);
        plan.take(segments.get(3), (int) (4 * MIB), SECOND);
        plan.close(segments.get(3));
        Segment stolen = plan.next(new Wish(4, 2 * MIB, SECOND)).orElseThrow();
        assertEquals(6 * MIB, plan.position(stolen), "two thirds of the three that are left");
        assertEquals(8 * MIB, plan.end(stolen));
        assertEquals(6 * MIB, plan.end(segments.get(1)));
        assertEquals(MIB, plan.take(segments.get(1), (int) (3 * MIB), 2 * SECOND), "the rest is not its own any more");
    }

    @Test
    void takesAllFromOneThatIsStuck() {
        SegmentPlan plan = plan(0, 4 * MIB);
        Segment stuck = plan.next(new Wish(2, 0, 0)).orElseThrow();
        plan.take(stuck, (int) (4 * MIB - 1_000), SECOND);
        assertEquals(Optional.empty(), plan.next(new Wish(2, MIB, 2 * SECOND)), "it may just be slow");
        Segment all = plan.next(new Wish(2, MIB, 6 * SECOND)).orElseThrow();
        assertEquals(1_000, plan.end(all) - plan.position(all));
        assertEquals(0, plan.take(stuck, 500, 7 * SECOND));
    }

    @Test
    void takesNothingFromABeginner() {
        SegmentPlan plan = plan(0, 4 * MIB);
        assertTrue(plan.next(new Wish(2, 100 * MIB, 0)).isPresent());
        assertTrue(plan.next(new Wish(2, MIB, SECOND)).isEmpty());
    }

    @Test
    void assignsEveryByteToOneAtATime() {
        for (int seed = 0; seed < 150; seed++) {
            new Schedule(seed).play();
        }
    }

    private static long firstEnd(long total, Wish wish) {
        SegmentPlan plan = plan(0, total);
        return plan.end(plan.next(wish).orElseThrow());
    }

    private static SegmentPlan plan(long first, long end) {
        return new SegmentPlan(ImmutableRangeSet.of(Range.closedOpen(first, end)), Sizes.USUAL);
    }

    /** Connections of all speeds come, go, fail and stand still, in any order. */
    private static final class Schedule {
        private final Random random;
        private final int seed;
        private final Sizes sizes = new Sizes(100, 20);
        private final RangeSet<Long> missing = TreeRangeSet.create();
        private final RangeSet<Long> fetched = TreeRangeSet.create();
        private final SegmentPlan plan;
        private final List<Segment> open = new ArrayList<>();
        private long now;

        Schedule(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            missing.add(Range.closedOpen(0L, 1L + random.nextInt(20_000)));
            for (int i = random.nextInt(5); i > 0; i--) {
                long first = random.nextInt(20_000);
                missing.remove(Range.closedOpen(first, first + random.nextInt(3_000)));
            }
            plan = new SegmentPlan(missing, sizes);
        }

        void play() {
            for (int step = 0; plan.left() > 0; step++) {
                assertTrue(step < 100_000, "no end with seed " + seed);
                now += random.nextInt((int) SECOND);
                switch (random.nextInt(8)) {
                    case 0 -> come();
                    case 1 -> leave(random.nextInt(10) == 0);
                    default -> receive();
                }
            }
            assertEquals(missing, fetched, "seed " + seed);
        }

        private void come() {
            if (open.size() >= 6) {
                return;
            }
            Optional<Segment> next = plan.next(new Wish(1 + open.size(), random.nextInt(500), now));
            if (next.isPresent()) {
                long first = plan.position(next.get());
                long end = plan.end(next.get());
                assertTrue(end > first, "nothing, with seed " + seed);
                assertTrue(missing.encloses(Range.closedOpen(first, end)), "seed " + seed);
                open.add(next.get());
            }
        }

        private void leave(boolean always) {
            open.removeIf(segment -> {
                boolean done = plan.position(segment) == plan.end(segment) || (always && random.nextBoolean());
                if (done && !always && plan.extend(segment, Long.MAX_VALUE, new Wish(open.size(), 10, now))) {
                    return false;
                }
                if (done) {
                    plan.close(segment);
                }
                return done;
            });
        }

        private void receive() {
            if (open.isEmpty()) {
                come();
                return;
            }
            Segment segment = open.get(random.nextInt(open.size()));
            long first = plan.position(segment);
            int count = plan.take(segment, random.nextInt(1 << random.nextInt(9)), now);
            if (count > 0) {
                Range<Long> bytes = Range.closedOpen(first, first + count);
                assertTrue(fetched.subRangeSet(bytes).isEmpty(), "twice, with seed " + seed);
                fetched.add(bytes);
            }
        }
    }
}
